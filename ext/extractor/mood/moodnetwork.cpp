/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/moodnetwork.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mood/share.h"

namespace mood {

namespace {

// The gate's regression towards 0 and 1 is read as 0 and 1 beyond these.
constexpr double kNoPiano = 0.3;
constexpr double kPiano = 0.7;

/// Chance that a value has the sign of its estimate.
double sign_chance(double estimate, double error) {
  return 0.5 * std::erfc(-std::abs(estimate) / (error * std::numbers::sqrt2));
}

}  // namespace

double quadrant_confidence(double valence, double arousal) {
  const MoodWeights& weights = mood_weights();
  return sign_chance(valence, weights.errors[0]) *
         sign_chance(arousal, weights.errors[1]);
}

MoodNetwork::MoodNetwork()
    : weights_(mood_weights()),
      valence_(weights_.valence),
      arousal_(weights_.arousal),
      piano_(weights_.piano),
      genre_(genre_weights().head),
      values_(weights_.normaliser.columns.size()) {}

void MoodNetwork::normalise(std::span<const float> features) {
  const NormaliserWeights& n = weights_.normaliser;
  const size_t knots = n.levels.size();
  for (size_t i = 0; i < values_.size(); ++i) {
    const float place =
        std::clamp((features[n.columns[i]] - n.lowest[i]) / n.width[i] * 65535,
                   0.0f, 65535.0f);
    const auto places = n.places.subspan(i * knots, knots);
    size_t k = 0;
    while (k + 2 < knots && place > places[k + 1]) ++k;
    const float from = places[k];
    const float part = (place - from) / (places[k + 1] - from);
    values_[i] = n.levels[k] + part * (n.levels[k + 1] - n.levels[k]);
  }
}

double MoodNetwork::piano_share() const {
  double gate = weights_.gate.back();
  for (size_t i = 0; i < values_.size(); ++i)
    gate += static_cast<double>(weights_.gate[i]) * values_[i];
  return share(gate, kNoPiano, kPiano);
}

MoodJudgement MoodNetwork::judge(std::span<const float> features) {
  normalise(features);
  double arousal = arousal_.process(values_)[0];
  // Unlike anything heard in training: closer to neutral.
  const double trust =
      std::min(arousal_.familiarity() / weights_.familiar, 1.0f);
  if (const double share = piano_share(); share > 0)
    arousal += share * (piano_.process(values_)[0] - arousal);
  const double valence = valence_.process(values_)[0];
  MoodJudgement mood;
  mood.trust = trust;
  mood.valence = std::clamp(valence * weights_.gains[0] * trust, -1.0, 1.0);
  mood.arousal = std::clamp(arousal * weights_.gains[1] * trust, -1.0, 1.0);
  mood.confidence = quadrant_confidence(mood.valence, mood.arousal);
  return mood;
}

MoodNetwork::GenreScores MoodNetwork::genre_scores(
    std::span<const float> features) {
  normalise(features);
  GenreScores scores;
  const auto outputs = genre_.process(values_);
  std::copy_n(outputs.begin(), kGenreScores, scores.begin());
  return scores;
}

GenreJudgement genre_probabilities(const MoodNetwork::GenreScores& scores) {
  const double highest = *std::max_element(scores.begin(), scores.end());
  std::array<double, MoodNetwork::kGenreScores> weights;
  double named = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    weights[i] = std::exp(genre_weights().sharpness * (scores[i] - highest));
    if (i < 10) named += weights[i];
  }
  GenreJudgement result;
  for (size_t i = 0; i < 10; ++i) {
    result.probabilities[i] = weights[i] / named;
    result.confidence =
        std::max(result.confidence, weights[i] / (named + weights.back()));
  }
  return result;
}

}  // namespace mood
