/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "features/frametile.h"

namespace mood::features {

/// Group "spectral rolloff": frequency below which 85 % of the magnitude
/// lies, librosa.feature.spectral_rolloff of librosa 0.11. One value per
/// frame, Hz, a bin's centre; 0 in digital silence.
class SpectralRolloff {
 public:
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  explicit SpectralRolloff(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { bins_.shift(frames); }
  void process(const FrameTile& tile);
  double value_hz(size_t frame) const {
    return bins_.row(frame)[0] * kRate_hz / double(kFftSize);
  }

  /// Over the first @p frames frames.
  double mean_hz(size_t frames) const;

 private:
  using Search = void (*)(const float*, float*, float*);

  FrameMatrix<float> bins_;
  std::vector<float> cumulated_;  ///< scratch, kBins x lanes
  Search search_;
};

}  // namespace mood::features
