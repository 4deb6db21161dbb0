/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

namespace mood {

/// How long to leave a lamp alone after a failure: twice as long each time. A
/// lamp that then works for a while starts anew; one that keeps failing in
/// between does not, so that it cannot flood the network or the bus.
class Backoff {
 public:
  /// How long a lamp must work to be trusted again.
  static constexpr uint64_t kStable_ns = 10'000'000'000;

  Backoff(uint64_t min_ns, uint64_t max_ns);

  /// It failed at @p now_ns. @return when to try again.
  uint64_t failed(uint64_t now_ns);
  /// It worked at @p now_ns.
  void worked(uint64_t now_ns);

 private:
  uint64_t min_ns_;
  uint64_t max_ns_;
  uint64_t next_ns_;  ///< the next pause
  uint64_t working_since_ns_ = 0;
  bool working_ = false;
};

}  // namespace mood
