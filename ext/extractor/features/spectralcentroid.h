/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <vector>

#include "features/frametile.h"

namespace mood::features {

/// Group "spectral centroid": mean frequency of the magnitude spectrum,
/// librosa.feature.spectral_centroid of librosa 0.11. One value per frame, Hz,
/// 0..11025; 0 in digital silence.
class SpectralCentroid {
 public:
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  explicit SpectralCentroid(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { values_hz_.shift(frames); }
  void process(const FrameTile& tile);
  double value_hz(size_t frame) const { return values_hz_.row(frame)[0]; }

  /// Over the first @p frames frames.
  double mean_hz(size_t frames) const;
  double deviation_hz(size_t frames) const;

 private:
  using Moments = void (*)(const float*, double*, double*);

  FrameMatrix<double> values_hz_;
  Moments moments_;
};

}  // namespace mood::features
