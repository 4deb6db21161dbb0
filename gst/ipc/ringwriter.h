/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "audioregion.h"
#include "ringgeometry.h"

namespace mood::ipc {

/// The one producer of a region. Performs no allocation, locking or system
/// call. Old frames are overwritten without asking; readers notice.
class RingWriter {
 public:
  /// @p region must outlive the writer and hold at least 2 frames.
  RingWriter(AudioRegion& region, const SampleLayout& layout);

  /// Frames that one write may hold, so that a reader always finds the other
  /// half of the ring intact.
  uint64_t maximum_chunk_frames() const {
    return geometry_.capacity_frames / 2;
  }
  uint64_t capacity_frames() const { return geometry_.capacity_frames; }
  /// Absolute position of the next frame.
  uint64_t position() const { return position_; }

  /// A new timeline starts at the current position.
  void begin_epoch(uint64_t epoch, uint64_t song);
  /// The timeline ends at the current position.
  void end_epoch();

  /// @p planes: one pointer per channel for planar layouts, else one pointer.
  void write(std::span<const std::byte* const> planes, uint64_t frames);
  void write_silence(uint64_t frames);

 private:
  void claim(uint64_t frames);
  void commit(uint64_t frames);
  template <typename Copy>
  void for_each_run(uint64_t frames, Copy copy);

  RegionHeader& header_;
  std::byte* data_;
  SampleLayout layout_;
  RingGeometry geometry_;
  uint64_t position_ = 0;
  std::array<std::byte, 8> silence_{};
  bool silence_is_zero_ = true;
};

}  // namespace mood::ipc
