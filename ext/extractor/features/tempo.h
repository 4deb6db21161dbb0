/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "fft.h"

namespace mood::features {

/// Group "tempo": librosa.feature.tempo(onset_envelope=...) of librosa 0.11:
/// autocorrelation of 8 s of onset strength around every frame, each scaled to
/// its maximum, their mean weighed by a log-normal prior about 120 BPM.
class Tempo {
 public:
  explicit Tempo(size_t maximum_frames);

  /// @param strength OnsetStrength::median().
  void process(std::span<const float> strength);
  /// Frames per beat, 9..343; 0 where the strength is 0 throughout.
  size_t period() const { return period_; }
  /// Beats per minute, 0 = none.
  double tempo_bpm() const;
  /// Mean autocorrelation at each lag, 0..1, 344 lags.
  std::span<const double> autocorrelation() const { return mean_; }

 private:
  void pad(std::span<const float> strength);
  void accumulate(size_t frame);
  void finish(size_t frames);
  size_t best_lag() const;

  std::vector<double> window_;
  std::vector<float> padded_;
  BasicRealFft<double> forward_;
  RealTransform<double> inverse_;
  std::vector<double> power_;  ///< sum of scaled power spectra
  std::vector<double> mean_;
  std::vector<double> prior_;
  size_t period_ = 0;
};

}  // namespace mood::features
