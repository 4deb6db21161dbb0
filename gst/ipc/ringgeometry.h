/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>

#include "protocol.h"

namespace mood::ipc {

/// How frames lie in the ring data: frame f of channel c starts at byte
/// (f % capacity_frames) * frame_stride + c * channel_stride.
struct RingGeometry {
  uint64_t capacity_frames = 0;
  size_t frame_stride = 0;
  size_t channel_stride = 0;

  RingGeometry(const SampleLayout& layout, uint64_t data_bytes)
      : capacity_frames(data_bytes / frame_bytes(layout)),
        frame_stride(layout.planar ? layout.width_bytes : frame_bytes(layout)),
        channel_stride(layout.planar ? capacity_frames * layout.width_bytes
                                     : layout.width_bytes) {}

  static size_t frame_bytes(const SampleLayout& layout) {
    return size_t{layout.width_bytes} * layout.channels;
  }
};

/// Whether the layout is one that the element may announce.
inline bool is_valid(const SampleLayout& layout) {
  const bool width_ok = layout.kind == SampleKind::kFloat
                            ? layout.width_bytes == 4 || layout.width_bytes == 8
                            : layout.width_bytes >= 1 && layout.width_bytes <= 4;
  return layout.kind <= SampleKind::kFloat && width_ok &&
         layout.depth_bits >= 1 &&
         layout.depth_bits + layout.shift_bits <= layout.width_bytes * 8 &&
         layout.channels >= 1 && layout.channels <= kMaximumChannels &&
         layout.rate_hz >= kMinimumRate && layout.rate_hz <= kMaximumRate;
}

}  // namespace mood::ipc
