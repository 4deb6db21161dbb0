/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ringwriter.h"

namespace mood::ipc {

RingWriter::RingWriter(AudioRegion& region)
    : header_(region.writable_header()), ring_(region.writable_ring()) {
  assert(ring_.size() >= 2);
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

}  // namespace mood::ipc
