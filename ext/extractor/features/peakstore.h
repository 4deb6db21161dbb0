/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "features/framing.h"

namespace mood::features {

/// Spectral peaks of every frame of a window: a strength and a class each.
/// Frames have from none to 179 of them, so they take memory in small chunks;
/// what is never taken never becomes resident.
class PeakStore {
 public:
  static constexpr size_t kMaximumPeaks = 179;  ///< of one frame

  explicit PeakStore(size_t maximum_frames)
      : rows_(maximum_frames, 1),
        chunks_(std::make_unique_for_overwrite<Chunk[]>(maximum_frames *
                                                        kChunksPerFrame)) {
    free_.reserve(maximum_frames * kChunksPerFrame);
  }

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { rows_.shift(frames); }

  /// Forgets the peaks of a frame.
  void clear(size_t frame) {
    Row& row = rows_.row(frame)[0];
    for (size_t i = 0; i < row.count; i += kChunk)
      free_.push_back(row.chunks[i / kChunk]);
    row.count = 0;
  }
  /// At most kMaximumPeaks.
  void add(size_t frame, float strength, uint8_t kind) {
    Row& row = rows_.row(frame)[0];
    const size_t slot = row.count++ % kChunk;
    uint32_t& index = row.chunks[size_t(row.count - 1) / kChunk];
    if (slot == 0) index = take();
    chunks_[index].strength[slot] = strength;
    chunks_[index].kind[slot] = kind;
  }
  /// Visits the peaks of frames [0, @p frames): strength, class.
  template <typename Visit>
  void for_each(size_t frames, Visit visit) const {
    for (size_t t = 0; t < frames; ++t) {
      const Row& row = rows_.row(t)[0];
      for (size_t i = 0; i < row.count; ++i) {
        const Chunk& chunk = chunks_[row.chunks[i / kChunk]];
        visit(chunk.strength[i % kChunk], chunk.kind[i % kChunk]);
      }
    }
  }

 private:
  static constexpr size_t kChunk = 8;
  static constexpr size_t kChunksPerFrame =
      (kMaximumPeaks + kChunk - 1) / kChunk;
  struct Chunk {
    std::array<float, kChunk> strength;
    std::array<uint8_t, kChunk> kind;
  };
  struct Row {
    uint32_t count = 0;
    std::array<uint32_t, kChunksPerFrame> chunks{};
  };

  uint32_t take() {
    if (free_.empty()) return used_++;
    const uint32_t index = free_.back();
    free_.pop_back();
    return index;
  }

  FrameMatrix<Row> rows_;
  std::unique_ptr<Chunk[]> chunks_;
  std::vector<uint32_t> free_;
  uint32_t used_ = 0;  ///< chunks taken so far
};

}  // namespace mood::features
