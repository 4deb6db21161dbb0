/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "mood/kernelhead.h"
#include "mood/networkweights.h"
#include "vocabulary.h"

namespace mood {

/// What people would say of a span of music.
struct MoodJudgement {
  double valence = 0;     ///< -1 = unpleasant .. 1 = pleasant; 0 if unsure
  double arousal = 0;     ///< -1 = calm .. 1 = excited; 0 if unsure
  double confidence = 0;  ///< chance that both signs are right, 0.25..1
  double trust = 0;       ///< 0 = unlike any music learnt, 1 = like some
};

/// MoodJudgement::confidence of any valence and arousal, -1..1.
double quadrant_confidence(double valence, double arousal);

/// Judges the mood and the genre of a span by its features. Trained on rated
/// music, see docs/mood-model.md. Performs no allocation after construction;
/// the mood takes some 20 us.
class MoodNetwork {
 public:
  static constexpr size_t kGenreScores = 11;  ///< ten, and any other
  using GenreScores = std::array<float, kGenreScores>;

  MoodNetwork();

  /// @p features in order of span_feature_names(); finite.
  MoodJudgement judge(std::span<const float> features);
  /// Scores of the genres for @p features. Their means over a song say more
  /// than those of a span; see genre_probabilities().
  GenreScores genre_scores(std::span<const float> features);

 private:
  void normalise(std::span<const float> features);
  double piano_share() const;

  const MoodWeights& weights_;
  KernelHead valence_;
  KernelHead arousal_;
  KernelHead piano_;
  KernelHead genre_;
  std::vector<float> values_;
};

/// Probabilities of the ten genres, which sum to 1, and how sure it is that
/// the likeliest is right.
struct GenreJudgement {
  std::array<double, 10> probabilities = {};
  double confidence = 0;  ///< probability of the likeliest, none other
};

GenreJudgement genre_probabilities(const MoodNetwork::GenreScores& scores);

}  // namespace mood
