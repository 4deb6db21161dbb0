/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/keyscores.h"

#include <numeric>

namespace mood {

KeyScores key_scores(const ChromaFrame& chroma, double unit,
                     const KeyWeights& weights) {
  const double total = std::accumulate(chroma.begin(), chroma.end(), 0.0);
  // Twice, so that no turn has to wrap around.
  std::array<double, 24> deviation;
  for (size_t i = 0; i < 24; ++i)
    deviation[i] = (double(chroma[i % 12]) - total / 12) / unit;
  KeyScores scores;
  for (size_t key = 0; key < kKeyCount; ++key) {
    const auto& profile = weights.profiles[key / 12];
    double sum = key < 12 ? 0 : double(weights.minor) * total / unit;
    for (size_t i = 0; i < 12; ++i)
      sum += double(profile[i]) * deviation[key % 12 + i];
    scores[key] = sum;
  }
  return scores;
}

}  // namespace mood
