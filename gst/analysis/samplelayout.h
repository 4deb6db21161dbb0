/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <cstdint>

namespace mood {

inline constexpr size_t kMaximumChannels = 64;

enum class SampleKind : uint8_t { kSigned, kUnsigned, kFloat };

/// How samples lie in the buffers of a stream.
struct SampleLayout {
  SampleKind kind = SampleKind::kFloat;
  unsigned width_bytes = 4;  ///< storage of one sample
  unsigned depth_bits = 32;  ///< significant bits, the lowest of the storage
  bool big_endian = false;
  bool planar = false;  ///< each channel in a block of its own
  unsigned channels = 1;  ///< 1..kMaximumChannels
  uint32_t rate_hz = 44100;
};

}  // namespace mood
