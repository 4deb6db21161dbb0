/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mood {

/// Where the latest windows ended that were analysed, so that a mood tells
/// whether one stood behind it at its own end, however far the windows are
/// ahead of the moods or behind them.
class WindowMemory {
 public:
  /// @p horizon_frames: for how long after its end a window counts.
  explicit WindowMemory(uint64_t horizon_frames) : horizon_(horizon_frames) {}

  void clear() { count_ = 0; }
  /// @p end: later than that of the last one.
  void add(uint64_t end) { ends_[count_++ % ends_.size()] = end; }
  /// Whether a window had ended at @p position, and not too long ago.
  bool covers(uint64_t position) const {
    const size_t kept = count_ < ends_.size() ? count_ : ends_.size();
    for (size_t age = 1; age <= kept; ++age) {
      const uint64_t end = ends_[(count_ - age) % ends_.size()];
      if (end <= position) return position - end <= horizon_;
    }
    return false;
  }

 private:
  uint64_t horizon_;
  size_t count_ = 0;
  /// A mood every five seconds, a window every tenth of one.
  std::array<uint64_t, 64> ends_{};
};

}  // namespace mood
