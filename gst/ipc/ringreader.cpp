/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ringreader.h"

#include <algorithm>

namespace mood::ipc {

RingReader::RingReader(const AudioRegion& region)
    : header_(region.header()), ring_(region.ring()) {}

Timeline RingReader::timeline() const {
  Timeline timeline;
  uint32_t before;
  do {
    before = header_.timeline_sequence.load(std::memory_order_acquire);
    timeline.epoch = header_.epoch.load(std::memory_order_relaxed);
    timeline.song = header_.song.load(std::memory_order_relaxed);
    timeline.epoch_start = header_.epoch_start.load(std::memory_order_relaxed);
    timeline.epoch_end = header_.epoch_end.load(std::memory_order_acquire);
    timeline.committed = header_.committed.load(std::memory_order_acquire);
    std::atomic_thread_fence(std::memory_order_acquire);
  } while ((before & 1) != 0 ||
           before != header_.timeline_sequence.load(std::memory_order_relaxed));
  return timeline;
}

uint64_t RingReader::oldest() const {
  const uint64_t claimed = header_.claimed.load(std::memory_order_acquire);
  return claimed > ring_.size() ? claimed - ring_.size() : 0;
}

std::array<std::span<const float>, 2> RingReader::runs(uint64_t position,
                                                       uint64_t frames) const {
  const uint64_t slot = position % ring_.size();
  const uint64_t first = std::min<uint64_t>(frames, ring_.size() - slot);
  return {ring_.subspan(slot, first), ring_.first(frames - first)};
}

bool RingReader::intact(uint64_t position) const {
  std::atomic_thread_fence(std::memory_order_acquire);
  return position >= oldest();
}

}  // namespace mood::ipc
