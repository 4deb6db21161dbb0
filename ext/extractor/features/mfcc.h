/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <vector>

#include "features/melspectrogram.h"

namespace mood::features {

/// Group "MFCC": the first 13 coefficients of the orthonormal DCT-II over the
/// mel levels, librosa.feature.mfcc(n_mfcc=13) of librosa 0.11.
class Mfcc {
 public:
  static constexpr size_t kCoefficients = 13;

  explicit Mfcc(Isa isa);

  /// Mean and standard deviation over the first @p frames frames; levels under
  /// @p floor_db count as that.
  void process(const MelSpectrogram& mel, size_t frames, float floor_db);
  const std::array<double, kCoefficients>& mean() const { return mean_; }
  const std::array<double, kCoefficients>& deviation() const {
    return deviation_;
  }

 private:
  using Transform = void (*)(const float*, float, const float*, float*);

  std::vector<float> cosines_;  ///< kCoefficients x MelSpectrogram::kBands
  std::array<double, kCoefficients> mean_{};
  std::array<double, kCoefficients> deviation_{};
  Transform transform_;
};

}  // namespace mood::features
