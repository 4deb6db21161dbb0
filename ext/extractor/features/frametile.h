/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <vector>

#include "features/framing.h"
#include "features/spectrogram.h"

namespace mood::features {

/// Magnitudes of eight frames side by side, so that the groups which walk
/// along frequency do so for eight frames at once.
class FrameTile {
 public:
  static constexpr size_t kLanes = 8;

  explicit FrameTile(Isa isa);

  /// Takes @p count frames, 1..kLanes; the lanes left over repeat the last.
  void load(const Spectrogram& spectrogram,
            const std::array<size_t, kLanes>& frames, size_t count);

  size_t count() const { return count_; }
  /// Frame in @p lane.
  size_t frame(size_t lane) const { return frames_[lane]; }
  /// kBins x kLanes.
  const float* magnitudes() const { return magnitudes_.data(); }

 private:
  using Interleave = void (*)(const float* const*, float*);

  std::array<size_t, kLanes> frames_{};
  size_t count_ = 0;
  std::vector<float> magnitudes_;
  Interleave interleave_;
};

/// Visits the stale frames of @p spectrogram in tiles.
template <typename Visit>
void for_each_tile(const Spectrogram& spectrogram, const Stale& stale,
                   FrameTile& tile, Visit visit) {
  std::array<size_t, FrameTile::kLanes> frames{};
  size_t count = 0;
  const auto flush = [&] {
    if (count == 0) return;
    tile.load(spectrogram, frames, count);
    visit(tile);
    count = 0;
  };
  stale.for_each([&](size_t frame) {
    frames[count++] = frame;
    if (count == FrameTile::kLanes) flush();
  });
  flush();
}

}  // namespace mood::features
