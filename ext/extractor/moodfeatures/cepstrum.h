/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moodfeatures/melbands.h"

namespace mood {

/// Mel-frequency cepstral coefficients 0..12: orthonormal DCT-II of the mel
/// bands' levels in dB (as librosa 0.11 mfcc, on MelBands). All but the 0th
/// are level free; that one moves with the level, so only its changes count.
class Cepstrum {
 public:
  static constexpr size_t kCoefficients = 13;

  Cepstrum();
  /// Returns dB, about -100..100.
  std::array<float, kCoefficients> process(
      std::span<const float, MelBands::kBands> level_db) const;

 private:
  std::array<std::array<float, MelBands::kBands>, kCoefficients> basis_;
};

}  // namespace mood
