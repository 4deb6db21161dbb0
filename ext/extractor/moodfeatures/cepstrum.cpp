/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/cepstrum.h"

#include <cmath>
#include <numbers>

namespace mood {

Cepstrum::Cepstrum() {
  constexpr double kCount = MelBands::kBands;
  for (size_t k = 0; k < kCoefficients; ++k) {
    const double scale = std::sqrt((k == 0 ? 1 : 2) / kCount);
    for (size_t band = 0; band < MelBands::kBands; ++band) {
      const double phase = std::numbers::pi * static_cast<double>(k) *
                           (static_cast<double>(band) + 0.5) / kCount;
      basis_[k][band] = static_cast<float>(scale * std::cos(phase));
    }
  }
}

std::array<float, Cepstrum::kCoefficients> Cepstrum::process(
    std::span<const float, MelBands::kBands> level_db) const {
  std::array<float, kCoefficients> result = {};
  for (size_t k = 0; k < kCoefficients; ++k)
    for (size_t band = 0; band < MelBands::kBands; ++band)
      result[k] += basis_[k][band] * level_db[band];
  return result;
}

}  // namespace mood
