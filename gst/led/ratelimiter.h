/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace mood {

/// Says when the next request may go: no second holds more than the rate, and
/// on average they are evenly apart. Two may follow each other directly, so
/// that a flash right after an effect is not late (the generic cell rate
/// algorithm of ITU-T I.371 with a burst of two). A rate below 2 per second
/// allows no such pair.
class RateLimiter {
 public:
  /// @p rate_hz is 0.1..1000.
  explicit RateLimiter(double rate_hz);

  /// The earliest time for a request; 0 = at once.
  uint64_t ready_at_ns() const;
  /// A request goes at @p now_ns, which never runs backwards.
  void take(uint64_t now_ns);

 private:
  uint64_t interval_ns_;
  uint64_t tolerance_ns_;
  size_t per_second_;           ///< requests a second may hold
  uint64_t due_ns_ = 0;         ///< when an evenly spaced request would go
  std::deque<uint64_t> taken_;  ///< the last per_second_ times
};

}  // namespace mood
