/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <deque>

namespace mood {

/// The hard limit on flashes: no second of running time, ends included, holds
/// more than three (WCAG 2.3.1: faster flashing can cause seizures). Flashes
/// closer together than 250 ms count as one: the later is refused. Sudden
/// changes of light (another scene, a jump of brightness) count as flashes; a
/// flash at the very moment of such a change belongs to it.
class FlashLimiter {
 public:
  static constexpr int kMaxPerSecond = 3;
  static constexpr uint64_t kMinGap_ns = 250'000'000;

  /// Whether a flash may happen at @p due_ns; if so it counts from now on.
  /// Times may come in any order; a time in between others is judged more
  /// strictly than necessary, never less.
  bool admit(uint64_t due_ns);
  /// The same for a sudden change of light.
  bool admit_change(uint64_t due_ns);
  /// The first time from @p due_ns on when a change would be admitted, in
  /// steps of 10 ms.
  uint64_t next_free_ns(uint64_t due_ns) const;
  /// Running time restarts at 0. What flashed in the second before @p now_ns
  /// counts as flashed at 0: lamps do not know about seeks.
  void start_timeline(uint64_t now_ns);

 private:
  struct Entry {
    uint64_t due_ns;
    bool flashed;  ///< not only a change
  };

  bool has_room(uint64_t due_ns) const;
  void add(const Entry& entry);

  std::deque<Entry> admitted_;
};

}  // namespace mood
