/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>

#include "audioregion.h"

namespace mood::ipc {

/// The one producer of a region's ring of mono samples. Performs no
/// allocation, locking or system call. Old frames are overwritten without
/// asking; readers notice.
class RingWriter {
 public:
  /// @p region must outlive the writer and hold at least 2 frames.
  explicit RingWriter(AudioRegion& region);

  /// Frames that one write may hold, so that a reader always finds the other
  /// half of the ring intact.
  uint64_t maximum_chunk_frames() const { return ring_.size() / 2; }
  uint64_t capacity_frames() const { return ring_.size(); }
  /// Absolute position of the next frame.
  uint64_t position() const { return position_; }

  /// A new timeline starts at the current position.
  void begin_epoch(uint64_t epoch, uint64_t song);
  /// The timeline ends at the current position.
  void end_epoch();

  /// Appends @p frames frames. @p fill(run, offset) is called for each
  /// uninterrupted run of the ring and fills it from frame @p offset on.
  template <typename Fill>
  void write(uint64_t frames, Fill fill) {
    assert(frames <= maximum_chunk_frames());
    claim(frames);
    const uint64_t slot = position_ % ring_.size();
    const uint64_t first = std::min<uint64_t>(frames, ring_.size() - slot);
    fill(ring_.subspan(slot, first), uint64_t{0});
    if (first < frames) fill(ring_.first(frames - first), first);
    commit(frames);
  }

 private:
  void claim(uint64_t frames);
  void commit(uint64_t frames);

  RegionHeader& header_;
  std::span<float> ring_;
  uint64_t position_ = 0;
};

}  // namespace mood::ipc
