/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <deque>

namespace mood {

/// The hard limit on flashes: no second of running time, ends included, holds
/// more than three (WCAG 2.3.1: faster flashing can cause seizures). Flashes
/// closer together than 250 ms count as one: the later is refused.
class FlashLimiter {
 public:
  static constexpr int kMaxPerSecond = 3;
  static constexpr uint64_t kMinGap_ns = 250'000'000;

  /// Whether a flash may happen at @p due_ns; if so it counts from now on.
  /// Times may come in any order; a time in between others is judged more
  /// strictly than necessary, never less.
  bool admit(uint64_t due_ns);
  /// Running time restarts at 0. What flashed in the second before @p now_ns
  /// counts as flashed at 0: lamps do not know about seeks.
  void start_timeline(uint64_t now_ns);

 private:
  std::deque<uint64_t> admitted_;
};

}  // namespace mood
