/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ringwriter.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace mood::ipc {

RingWriter::RingWriter(AudioRegion& region, const SampleLayout& layout)
    : header_(region.writable_header()),
      data_(region.writable_data().data()),
      layout_(layout),
      geometry_(layout, region.data().size()) {
  assert(geometry_.capacity_frames >= 2);
  if (layout.kind == SampleKind::kUnsigned) {
    const uint32_t middle = uint32_t{1}
                            << (layout.depth_bits - 1 + layout.shift_bits);
    for (unsigned i = 0; i < layout.width_bytes; ++i) {
      const unsigned byte = layout.big_endian ? layout.width_bytes - 1 - i : i;
      silence_[i] = static_cast<std::byte>(middle >> (8 * byte));
    }
    silence_is_zero_ = false;
  }
}

void RingWriter::begin_epoch(uint64_t epoch, uint64_t song) {
  const auto sequence =
      header_.timeline_sequence.load(std::memory_order_relaxed);
  header_.timeline_sequence.store(sequence + 1, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_release);
  header_.epoch.store(epoch, std::memory_order_relaxed);
  header_.song.store(song, std::memory_order_relaxed);
  header_.epoch_start.store(position_, std::memory_order_relaxed);
  header_.epoch_end.store(kOpenEnd, std::memory_order_relaxed);
  header_.timeline_sequence.store(sequence + 2, std::memory_order_release);
}

void RingWriter::end_epoch() {
  header_.epoch_end.store(position_, std::memory_order_release);
}

void RingWriter::claim(uint64_t frames) {
  header_.claimed.store(position_ + frames, std::memory_order_relaxed);
  // The claim must be visible before the first overwritten byte is.
  std::atomic_thread_fence(std::memory_order_release);
}

void RingWriter::commit(uint64_t frames) {
  position_ += frames;
  header_.committed.store(position_, std::memory_order_release);
}

template <typename Copy>
void RingWriter::for_each_run(uint64_t frames, Copy copy) {
  const uint64_t slot = position_ % geometry_.capacity_frames;
  const uint64_t first = std::min(frames, geometry_.capacity_frames - slot);
  copy(slot, 0, first);
  if (first < frames) copy(0, first, frames - first);
}

void RingWriter::write(std::span<const std::byte* const> planes,
                       uint64_t frames) {
  assert(frames <= maximum_chunk_frames());
  claim(frames);
  const size_t stride = geometry_.frame_stride;
  for_each_run(frames, [&](uint64_t slot, uint64_t offset, uint64_t count) {
    for (size_t plane = 0; plane < planes.size(); ++plane)
      std::memcpy(data_ + plane * geometry_.channel_stride + slot * stride,
                  planes[plane] + offset * stride, count * stride);
  });
  commit(frames);
}

void RingWriter::write_silence(uint64_t frames) {
  assert(frames <= maximum_chunk_frames());
  claim(frames);
  const size_t planes = layout_.planar ? layout_.channels : 1;
  const size_t stride = geometry_.frame_stride;
  for_each_run(frames, [&](uint64_t slot, uint64_t, uint64_t count) {
    for (size_t plane = 0; plane < planes; ++plane) {
      std::byte* run = data_ + plane * geometry_.channel_stride + slot * stride;
      if (silence_is_zero_) {
        std::memset(run, 0, count * stride);
        continue;
      }
      for (size_t i = 0; i < count * stride; i += layout_.width_bytes)
        std::memcpy(run + i, silence_.data(), layout_.width_bytes);
    }
  });
  commit(frames);
}

}  // namespace mood::ipc
