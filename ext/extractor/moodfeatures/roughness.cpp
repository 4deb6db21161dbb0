/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/roughness.h"

#include <algorithm>
#include <cmath>

namespace mood {

double roughness(std::span<const SpectralPeak> peaks) {
  double sum = 0;
  double strengths = 0;
  for (size_t i = 0; i < peaks.size(); ++i) {
    strengths += peaks[i].strength;
    const float scale = 0.24f / (0.0207f * peaks[i].hz + 18.96f);
    for (size_t j = i + 1; j < peaks.size(); ++j) {
      const float distance = scale * (peaks[j].hz - peaks[i].hz);
      if (distance > 1.5f) break;
      sum += std::min(peaks[i].strength, peaks[j].strength) *
             (std::exp(-3.51f * distance) - std::exp(-5.75f * distance));
    }
  }
  return strengths > 0 ? 5 * sum / strengths : 0;
}

}  // namespace mood
