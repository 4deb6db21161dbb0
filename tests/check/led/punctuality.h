/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <vector>

#include "sinkbench.h"

namespace mood::test {

/// Commands that are due one after the other, and how late they are where they
/// arrive.
class Punctuality {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr int kCommands = 50;

  /// Pushes them; @p bench runs by the clock.
  explicit Punctuality(SinkBench& bench);
  /// Prints by how much the commands were late that were there at @p arrivals;
  /// fails the test only if one was early.
  void judge(const std::vector<Clock::time_point>& arrivals) const;

 private:
  Clock::time_point first_due_;
};

}  // namespace mood::test
