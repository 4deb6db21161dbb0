/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "features/frametile.h"

namespace mood::features {

/// Power in 128 mel bands (Slaney's scale and norm, 0-11025 Hz) in decibels:
/// librosa.power_to_db(librosa.feature.melspectrogram(y), top_db=None) of
/// librosa 0.11. MFCC and onsets share it.
class MelSpectrogram {
 public:
  static constexpr size_t kBands = 128;
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  /// The bins that a band weighs.
  struct Band {
    size_t begin;  ///< first bin
    size_t count;
    size_t weights;  ///< where its weights begin
  };
  explicit MelSpectrogram(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { levels_db_.shift(frames); }
  void process(const FrameTile& tile);

  /// kBands levels, dB of power, not below -100.
  std::span<const float> levels_db(size_t frame) const {
    return levels_db_.row(frame);
  }
  /// Level below which librosa holds values up: 80 dB under the highest of
  /// the first @p frames frames.
  float floor_db(size_t frames) const;

 private:
  using Fold = void (*)(const float*, float*, const Band*, const float*,
                        float*);

  std::vector<Band> bands_;
  std::vector<float> weights_;
  std::vector<float> power_;   ///< scratch, kBins x lanes
  std::vector<float> levels_;  ///< scratch, kBands x lanes
  FrameMatrix<float> levels_db_;
  Fold fold_;
};

}  // namespace mood::features
