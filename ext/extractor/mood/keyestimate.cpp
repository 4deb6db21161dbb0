/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/keyestimate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {
namespace {

/// Spread of the pitch classes, relative to their mean. White noise, impulses
/// and sweeps have 0.06 to 0.09, music from 0.13 (drum and bass) to 0.6.
constexpr double kLeastContrast = 0.1;
/// Music has 0.4 to 0.9, chroma without a key 0.2 to 0.35.
constexpr double kLeastCorrelation = 0.4;

double contrast(const std::array<double, 12>& chroma) {
  const double mean = std::accumulate(chroma.begin(), chroma.end(), 0.0) / 12;
  double square = 0;
  for (const double value : chroma) square += (value - mean) * (value - mean);
  return mean > 0 ? std::sqrt(square / 12) / mean : 0;
}

}  // namespace

KeyEstimate judge_key(const FeatureSet& features, double level_db,
                      double silence_threshold_db) {
  KeyEstimate estimate;
  if (level_db < silence_threshold_db ||
      features.key_correlation < kLeastCorrelation ||
      contrast(features.chroma) < kLeastContrast)
    return estimate;
  estimate.confidence = std::min(features.key_correlation, 1.0);
  estimate.pitch_class = features.key;
  estimate.mode = features.mode;
  return estimate;
}

}  // namespace mood
