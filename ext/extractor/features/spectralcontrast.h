/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "features/frametile.h"

namespace mood::features {

/// Group "spectral contrast": level of the peaks over that of the valleys in
/// seven bands (0-200 Hz, then octaves from 200 Hz, the last open),
/// librosa.feature.spectral_contrast of librosa 0.11, which is after Jiang et
/// al. 2002. Decibels of magnitude.
class SpectralContrast {
 public:
  static constexpr size_t kBands = 7;
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  explicit SpectralContrast(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { levels_db_.shift(frames); }
  void process(const FrameTile& tile);
  /// Means over the first @p frames frames: levels are held up 80 dB below the
  /// window's highest, peaks and valleys apart, so they come last.
  void finish(size_t frames);

  /// Per band, low to high.
  const std::array<double, kBands>& mean_db() const { return mean_db_; }
  /// Mean of the upper three bands.
  double brightness_db() const;

 private:
  using Extremes = void (*)(const float*, float*, float*);
  struct Levels {
    std::array<float, kBands> peak;
    std::array<float, kBands> valley;
  };

  FrameMatrix<Levels> levels_db_;
  std::array<double, kBands> mean_db_{};
  Extremes extremes_;
};

}  // namespace mood::features
