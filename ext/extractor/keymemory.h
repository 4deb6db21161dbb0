/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "metrics.h"

namespace mood {

/// The keys of the latest windows, so that a mood is told with the one that
/// was known at its own end, however far the windows are ahead of the moods
/// or behind them.
class KeyMemory {
 public:
  /// @p horizon_frames: for how long after its window a key holds.
  explicit KeyMemory(uint64_t horizon_frames) : horizon_(horizon_frames) {}

  void clear() { count_ = 0; }
  /// @p position: the end of its window; later than that of the last one.
  void add(uint64_t position, const KeyEstimate& key) {
    entries_[count_++ % entries_.size()] = {position, key};
  }
  /// The latest one that was known at @p position, or nullptr.
  const KeyEstimate* at(uint64_t position) const {
    const size_t kept = count_ < entries_.size() ? count_ : entries_.size();
    for (size_t age = 1; age <= kept; ++age) {
      const Entry& entry = entries_[(count_ - age) % entries_.size()];
      if (entry.position > position) continue;
      return position - entry.position <= horizon_ ? &entry.key : nullptr;
    }
    return nullptr;
  }

 private:
  struct Entry {
    uint64_t position = 0;
    KeyEstimate key;
  };

  uint64_t horizon_;
  size_t count_ = 0;
  /// A mood every five seconds, a window every tenth of one.
  std::array<Entry, 64> entries_;
};

}  // namespace mood
