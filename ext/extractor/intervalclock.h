/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>

namespace mood {

/// Where the message intervals of an epoch end, in frames from its start:
/// floor(k * interval * rate), the remainder carried so that no interval
/// drifts.
class IntervalClock {
 public:
  IntervalClock(uint64_t interval_ns, uint32_t rate_hz)
      : whole_(interval_ns * rate_hz / kSecond),
        fraction_(interval_ns * rate_hz % kSecond) {
    reset();
  }

  void reset() {
    start_ = 0;
    carried_ = 0;
    step();
  }
  /// First frame of the current interval.
  uint64_t start() const { return start_; }
  /// One past its last frame.
  uint64_t end() const { return end_; }
  void advance() {
    start_ = end_;
    step();
  }

 private:
  static constexpr uint64_t kSecond = 1'000'000'000;

  void step() {
    carried_ += fraction_;
    end_ = start_ + whole_ + carried_ / kSecond;
    carried_ %= kSecond;
  }

  uint64_t whole_;
  uint64_t fraction_;
  uint64_t carried_ = 0;
  uint64_t start_ = 0;
  uint64_t end_ = 0;
};

}  // namespace mood
