/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mood::ipc {

inline constexpr uint64_t kOpenEnd = UINT64_MAX;

/// First bytes of the shared region. Written by the element only; the helper
/// maps the region read-only. Ring data starts at kRegionDataOffset.
struct RegionHeader {
  uint32_t magic;
  uint32_t version;
  uint64_t data_bytes;

  /// Seqlock over the four timeline fields: odd while they change.
  std::atomic<uint32_t> timeline_sequence;
  uint32_t reserved;
  std::atomic<uint64_t> epoch;        ///< uninterrupted timeline, from 1
  std::atomic<uint64_t> song;         ///< changes when a new stream starts
  std::atomic<uint64_t> epoch_start;  ///< first frame of the epoch
  std::atomic<uint64_t> epoch_end;    ///< one past its last, or kOpenEnd

  /// Frames before `claimed` - capacity may be overwritten at any time;
  /// frames before `committed` are complete. On a cache line of their own,
  /// for they change with every buffer.
  alignas(64) std::atomic<uint64_t> claimed;
  std::atomic<uint64_t> committed;
};

inline constexpr size_t kRegionDataOffset = 4096;
static_assert(sizeof(RegionHeader) <= kRegionDataOffset);
static_assert(std::atomic<uint64_t>::is_always_lock_free,
              "processes share these counters");

}  // namespace mood::ipc
