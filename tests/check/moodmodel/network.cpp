/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "allocationcounter.h"
#include "heard.h"
#include "mood/moodnetwork.h"
#include "moodfeatures/spanfeatures.h"
#include "networkcases.inc"
#include "signals.h"

namespace mood {
namespace {

size_t count() { return span_feature_names().size(); }
size_t cases() { return std::size(kFeatures) / count(); }
std::span<const float> features(size_t i) {
  return std::span(kFeatures).subspan(i * count(), count());
}

TEST(MoodWeights, BelongToTheFeaturesAsTheyAre) {
  EXPECT_EQ(mood_weights().layout, span_feature_layout())
      << "the features have changed: train again, see docs/mood-model.md";
  for (const uint16_t column : mood_weights().normaliser.columns)
    EXPECT_LT(column, count());
}

size_t bytes_of(const HeadWeights& head) {
  return head.projection.size_bytes() + head.steps.size_bytes() +
         head.offset.size_bytes() + head.landmarks.size_bytes() +
         head.kernel_weights.size_bytes() + head.linear_weights.size_bytes() +
         head.bias.size_bytes();
}

TEST(MoodWeights, FitInto64KiB) {
  const MoodWeights& w = mood_weights();
  const size_t bytes =
      w.normaliser.columns.size_bytes() + w.normaliser.lowest.size_bytes() +
      w.normaliser.width.size_bytes() + w.normaliser.places.size_bytes() +
      w.normaliser.levels.size_bytes() + w.gate.size_bytes() +
      bytes_of(w.valence) + bytes_of(w.arousal) + bytes_of(w.piano) + sizeof(w);
  EXPECT_LE(bytes, 65536u);
}

// What the trainer's own arithmetic (NumPy, double precision) says.
TEST(MoodNetwork, JudgesAsTheTrainerDoes) {
  ASSERT_GE(cases(), 3u);
  ASSERT_EQ(std::size(kMoods), 2 * cases());
  ASSERT_EQ(std::size(kGenreScores), MoodNetwork::kGenreScores * cases());
  MoodNetwork network;
  for (size_t i = 0; i < cases(); ++i) {
    const MoodJudgement mood = network.judge(features(i));
    EXPECT_NEAR(mood.valence, std::clamp(kMoods[2 * i], -1.0f, 1.0f), 1e-3);
    EXPECT_NEAR(mood.arousal, std::clamp(kMoods[2 * i + 1], -1.0f, 1.0f), 1e-3);
    const auto scores = network.genre_scores(features(i));
    for (size_t g = 0; g < scores.size(); ++g)
      EXPECT_NEAR(scores[g], kGenreScores[scores.size() * i + g], 1e-3);
  }
}

TEST(MoodNetwork, StaysInRangeWhateverTheFeatures) {
  MoodNetwork network;
  test::Noise noise(3);
  std::vector<float> values(count());
  for (const float scale : {0.0f, 1.0f, 1e3f, 1e30f}) {
    for (int i = 0; i < 100; ++i) {
      for (float& value : values) value = scale * noise.next();
      const MoodJudgement mood = network.judge(values);
      ASSERT_LE(std::abs(mood.valence), 1);
      ASSERT_LE(std::abs(mood.arousal), 1);
      ASSERT_GE(mood.confidence, 0.25);
      ASSERT_LE(mood.confidence, 1);
      const GenreJudgement genre =
          genre_probabilities(network.genre_scores(values));
      ASSERT_NEAR(std::accumulate(genre.probabilities.begin(),
                                  genre.probabilities.end(), 0.0),
                  1, 1e-9);
    }
  }
}

// Random features are like no music: less is said of them than of music.
TEST(MoodNetwork, ShrinksToNeutralForWhatItNeverHeard) {
  MoodNetwork network;
  double music = 0;
  for (size_t i = 0; i < cases(); ++i)
    music += std::abs(network.judge(features(i)).arousal) /
             static_cast<double>(cases());
  const NormaliserWeights& normaliser = mood_weights().normaliser;
  test::Noise noise(5);
  std::vector<float> values(count());
  double strange = 0;
  for (int i = 0; i < 100; ++i) {
    for (size_t c = 0; c < normaliser.columns.size(); ++c)
      values[normaliser.columns[c]] =
          normaliser.lowest[c] +
          (noise.next() > 0 ? 1.0f : 0.0f) * normaliser.width[c];
    strange += std::abs(network.judge(values).arousal) / 100;
  }
  EXPECT_LT(strange, 0.7 * music);
}

TEST(MoodNetwork, LoudDenseNoiseExcitesMoreThanALoneTone) {
  const auto judge = [](std::span<const float> samples) {
    test::Heard all;
    all.process(samples);
    return MoodNetwork().judge(all.features()).arousal;
  };
  auto dense = test::noise(test::kRate, 8, 0.2);
  const auto beat = test::clicks(test::kRate, 8, 150, 0.8);
  for (size_t i = 0; i < dense.size(); ++i) dense[i] += beat[i];
  EXPECT_GT(judge(dense), judge(test::sine(test::kRate, 8, 330, 0.2)) + 0.2);
}

TEST(MoodNetwork, RepeatsItself) {
  MoodNetwork first;
  MoodNetwork second;
  second.judge(features(1));
  const MoodJudgement a = first.judge(features(0));
  const MoodJudgement b = second.judge(features(0));
  EXPECT_EQ(a.valence, b.valence);
  EXPECT_EQ(a.arousal, b.arousal);
  EXPECT_EQ(a.confidence, b.confidence);
  EXPECT_EQ(first.genre_scores(features(0)), second.genre_scores(features(0)));
}

TEST(MoodNetwork, IsSurerFarFromNeutral) {
  MoodNetwork network;
  for (size_t i = 0; i < cases(); ++i) {
    const MoodJudgement mood = network.judge(features(i));
    const double least =
        std::min(std::abs(mood.valence) / mood_weights().errors[0],
                 std::abs(mood.arousal) / mood_weights().errors[1]);
    const double bound = 0.5 * std::erfc(-least / std::sqrt(2.0));
    EXPECT_LE(mood.confidence, bound + 1e-9);
    EXPECT_GE(mood.confidence, bound * bound - 1e-9);
  }
}

TEST(MoodNetwork, DoesNotAllocate) {
  MoodNetwork network;
  const auto values = features(0);
  const auto before = test::allocations();
  if (!before) GTEST_SKIP() << "allocations cannot be counted here";
  for (int i = 0; i < 10; ++i) {
    network.judge(values);
    genre_probabilities(network.genre_scores(values));
  }
  EXPECT_EQ(test::allocations(), before);
}

TEST(GenreProbabilities, FollowTheScores) {
  MoodNetwork::GenreScores scores = {};
  scores[3] = 1;
  const GenreJudgement sure = genre_probabilities(scores);
  EXPECT_EQ(
      std::max_element(sure.probabilities.begin(), sure.probabilities.end()) -
          sure.probabilities.begin(),
      3);
  EXPECT_GT(sure.confidence, 0.5);
  scores[3] = 0;
  EXPECT_NEAR(genre_probabilities(scores).probabilities[3], 0.1, 1e-9);
  scores.back() = 1;
  EXPECT_LT(genre_probabilities(scores).confidence, 0.1) << "none of the ten";
}

}  // namespace
}  // namespace mood
