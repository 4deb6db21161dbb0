/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/genrememory.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <random>
#include <set>

#include "allocationcounter.h"

namespace mood {
namespace {

constexpr double kJudgement_s = 0.464;
constexpr int kFirst = 11;

/// Scores from which it is as sure as @p certainty that it is @p genre.
MoodNetwork::GenreScores scores(Genre genre, double certainty) {
  MoodNetwork::GenreScores result = {};
  result[static_cast<size_t>(genre)] = static_cast<float>(
      std::log(10 * certainty / (1 - certainty)) / genre_weights().sharpness);
  return result;
}

/// Music with a beat at @p tempo_bpm, house if that fits.
SongTraits beat(double tempo_bpm = 100) {
  return {.tempo_bpm = tempo_bpm,
          .tempo_confidence = 0.6,
          .beat_strength = 0.8,
          .regularity = 0.6,
          .onset_rate_hz = 4,
          .flux = 0.4,
          .treble_rise_db = 1.5,
          .bass_pulse = 0.75,
          .bass_share = 0.42,
          .brightness_octaves = 7.9,
          .flatness_db = -16,
          .tonal = 0.66};
}

/// Nothing but sustained sound.
SongTraits pad() {
  return {.onset_rate_hz = 0.1,
          .flux = 0.1,
          .treble_rise_db = 0.2,
          .brightness_octaves = 7.5,
          .flatness_db = -20,
          .tonal = 0.7};
}

void hear(GenreMemory& memory, const MoodNetwork::GenreScores& scores,
          int times, const SongTraits& traits = beat()) {
  for (int i = 0; i < times; ++i) memory.process(scores, traits);
}

double sum(const GenreEstimate& estimate) {
  const auto& shares = estimate.probabilities;
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

TEST(GenreMemory, KnowsNothingAtFirst) {
  const GenreMemory memory;
  EXPECT_EQ(memory.estimate().genre, Genre::kUnknown);
  EXPECT_EQ(memory.estimate().sub_genre, SubGenre::kNone);
  EXPECT_EQ(memory.estimate().confidence, 0);
  EXPECT_EQ(sum(memory.estimate()), 0);
}

TEST(GenreMemory, NamesAGenreAfterFiveSeconds) {
  GenreMemory memory;
  for (int i = 1; i < kFirst; ++i) {
    hear(memory, scores(Genre::kJazz, 0.9), 1);
    EXPECT_EQ(memory.estimate().genre, Genre::kUnknown) << i;
    EXPECT_NEAR(sum(memory.estimate()), 1, 1e-5) << i;
  }
  hear(memory, scores(Genre::kJazz, 0.9), 1);
  EXPECT_EQ(memory.estimate().genre, Genre::kJazz);
  EXPECT_NEAR(memory.estimate().confidence, 0.9, 1e-3);
  EXPECT_NEAR(sum(memory.estimate()), 1, 1e-5);
}

TEST(GenreMemory, IsUnsureOfWhatIsLikeNoGenre) {
  GenreMemory memory;
  MoodNetwork::GenreScores other = scores(Genre::kPop, 0.5);
  other.back() = 1;
  hear(memory, other, 200);
  EXPECT_EQ(memory.estimate().genre, Genre::kUnknown);
  EXPECT_LT(memory.estimate().confidence, 0.1);
  EXPECT_NEAR(sum(memory.estimate()), 1, 1e-5);
  EXPECT_GT(memory.estimate().probabilities[size_t(Genre::kPop)], 0.4)
      << "the likeliest of the ten all the same";
}

TEST(GenreMemory, HasOneBoundForNamingAndOneForDropping) {
  GenreMemory memory;
  hear(memory, scores(Genre::kRock, 0.45), 300);
  EXPECT_EQ(memory.estimate().genre, Genre::kUnknown);
  hear(memory, scores(Genre::kRock, 0.8), 300);
  EXPECT_EQ(memory.estimate().genre, Genre::kRock);
  hear(memory, scores(Genre::kRock, 0.45), 2000);
  EXPECT_EQ(memory.estimate().genre, Genre::kRock);
  hear(memory, scores(Genre::kRock, 0.3), 1000);
  EXPECT_EQ(memory.estimate().genre, Genre::kUnknown);
}

TEST(GenreMemory, IsSteadyUnderNoise) {
  std::mt19937 random(7);
  std::normal_distribution<float> noise(0, 0.3f);
  for (const double certainty : {0.45, 0.5, 0.55, 0.7}) {
    GenreMemory memory;
    Genre last = Genre::kUnknown;
    int changes = 0;
    for (int i = 0; i < 600; ++i) {
      auto noisy = scores(Genre::kBlues, certainty);
      for (float& score : noisy) score += noise(random);
      hear(memory, noisy, 1);
      if (memory.estimate().genre == last) continue;
      last = memory.estimate().genre;
      ++changes;
    }
    EXPECT_LE(changes, 4) << "in five minutes, at " << certainty;
    if (certainty > 0.6) {
      EXPECT_EQ(last, Genre::kBlues);
    }
  }
}

TEST(GenreMemory, EverythingInTheSongCountsAlikeAtFirst) {
  GenreMemory turns;
  GenreMemory halves;
  for (int i = 0; i < 30; ++i) {
    hear(turns, scores(Genre::kJazz, 0.7), 1);
    hear(turns, scores(Genre::kPop, 0.8), 1);
  }
  hear(halves, scores(Genre::kJazz, 0.7), 30);
  hear(halves, scores(Genre::kPop, 0.8), 30);
  for (size_t i = 0; i < kGenreCount; ++i)
    EXPECT_NEAR(turns.estimate().probabilities[i],
                halves.estimate().probabilities[i], 1e-4);
}

TEST(GenreMemory, FollowsAMixWithinAMinute) {
  GenreMemory memory;
  hear(memory, scores(Genre::kJazz, 0.9), 2000);
  std::set<Genre> told;
  int judgements = 0;
  while (memory.estimate().genre != Genre::kMetal && judgements < 1000) {
    hear(memory, scores(Genre::kMetal, 0.9), 1);
    told.insert(memory.estimate().genre);
    ++judgements;
  }
  EXPECT_LT(judgements * kJudgement_s, 60);
  EXPECT_GT(judgements * kJudgement_s, 10) << "no song changes so fast";
  const std::set<Genre> expected = {Genre::kJazz, Genre::kUnknown,
                                    Genre::kMetal};
  for (const Genre genre : told) EXPECT_TRUE(expected.contains(genre));
}

TEST(GenreMemory, ForgetsAtANewSong) {
  GenreMemory memory;
  hear(memory, scores(Genre::kElectronic, 0.9), 500, beat(124));
  memory.start_song();
  EXPECT_EQ(memory.estimate().genre, Genre::kUnknown);
  EXPECT_EQ(memory.estimate().sub_genre, SubGenre::kNone);
  EXPECT_EQ(sum(memory.estimate()), 0);
  GenreMemory fresh;
  for (int i = 0; i < 40; ++i) {
    hear(memory, scores(Genre::kClassical, 0.9), 1, pad());
    hear(fresh, scores(Genre::kClassical, 0.9), 1, pad());
    EXPECT_EQ(memory.estimate().genre, fresh.estimate().genre) << i;
    EXPECT_EQ(memory.estimate().probabilities, fresh.estimate().probabilities);
  }
}

TEST(GenreMemory, TakesSustainedSoundForAmbient) {
  GenreMemory memory;
  hear(memory, scores(Genre::kClassical, 0.95), 60, pad());
  EXPECT_EQ(memory.estimate().genre, Genre::kAmbient);
  EXPECT_NEAR(sum(memory.estimate()), 1, 1e-5);
  hear(memory, scores(Genre::kClassical, 0.95), 100, beat());
  EXPECT_EQ(memory.estimate().genre, Genre::kClassical) << "a beat came in";
}

TEST(GenreMemory, ASongWithABreakdownIsNotAmbient) {
  GenreMemory memory;
  for (int i = 0; i < 5; ++i) {
    hear(memory, scores(Genre::kElectronic, 0.9), 50, beat());
    hear(memory, scores(Genre::kElectronic, 0.9), 30, pad());
    EXPECT_EQ(memory.estimate().genre, Genre::kElectronic) << i;
    EXPECT_LT(memory.estimate().probabilities[size_t(Genre::kAmbient)], 0.1);
  }
}

TEST(GenreMemory, NamesAStyleOfTheGenre) {
  GenreMemory memory;
  hear(memory, scores(Genre::kElectronic, 0.9), 40, beat(124));
  EXPECT_EQ(memory.estimate().sub_genre, SubGenre::kHouse);
  EXPECT_GT(memory.estimate().sub_genre_confidence, 0.5);
  EXPECT_LE(memory.estimate().sub_genre_confidence, 1);
}

TEST(GenreMemory, ATempoThatIsHeardHalfNowAndThenIsNoMatter) {
  GenreMemory memory;
  for (int i = 0; i < 60; ++i) {
    hear(memory, scores(Genre::kElectronic, 0.9), 1, beat(i % 3 ? 124 : 62));
    if (i >= 2 * kFirst) {
      EXPECT_EQ(memory.estimate().sub_genre, SubGenre::kHouse) << i;
    }
  }
}

TEST(GenreMemory, HasNoStyleWithoutAGenreThatHasSome) {
  GenreMemory unsure;
  hear(unsure, scores(Genre::kElectronic, 0.4), 100, beat(124));
  EXPECT_EQ(unsure.estimate().sub_genre, SubGenre::kNone);
  EXPECT_EQ(unsure.estimate().sub_genre_confidence, 0);
  GenreMemory jazz;
  hear(jazz, scores(Genre::kJazz, 0.9), 100, beat(124));
  EXPECT_EQ(jazz.estimate().sub_genre, SubGenre::kNone);
}

TEST(GenreMemory, AStyleGoesWithItsGenre) {
  GenreMemory memory;
  hear(memory, scores(Genre::kElectronic, 0.9), 200, beat(124));
  for (int i = 0; i < 400; ++i) {
    hear(memory, scores(Genre::kHipHop, 0.9), 1, beat(124));
    const GenreEstimate& now = memory.estimate();
    if (now.sub_genre != SubGenre::kNone) {
      EXPECT_EQ(genre_of(now.sub_genre), now.genre) << i;
    }
  }
  EXPECT_EQ(memory.estimate().genre, Genre::kHipHop);
}

TEST(GenreMemory, DoesNotAllocate) {
  GenreMemory memory;
  if (!test::allocations())
    GTEST_SKIP() << "allocations cannot be counted here";
  ASSERT_EQ(test::allocations_of_one(), 1) << "the counter does not count";
  const auto before = test::allocations();
  hear(memory, scores(Genre::kElectronic, 0.9), 100, beat(124));
  hear(memory, scores(Genre::kRock, 0.9), 100, pad());
  memory.start_song();
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace mood
