/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "features/frametile.h"
#include "features/spectralcentroid.h"

namespace mood::features {

/// Group "spectral bandwidth": standard deviation of frequency in the
/// magnitude spectrum, librosa.feature.spectral_bandwidth(p=2) of librosa
/// 0.11. One value per frame, Hz; 0 in digital silence.
class SpectralBandwidth {
 public:
  struct Parameters {
    size_t maximum_frames = 0;
    Isa isa = preferred_isa();
  };
  explicit SpectralBandwidth(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { values_hz_.shift(frames); }
  /// @p centroid has processed the tile before.
  void process(const FrameTile& tile, const SpectralCentroid& centroid);
  double value_hz(size_t frame) const { return values_hz_.row(frame)[0]; }

  /// Over the first @p frames frames.
  double mean_hz(size_t frames) const;

 private:
  using Moments = void (*)(const float*, const double*, double*, double*);

  FrameMatrix<double> values_hz_;
  Moments moments_;
};

}  // namespace mood::features
