/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "beatcontinuity.h"
#include "matching.h"
#include "songscores.h"

namespace mood::accuracy {
namespace {

using Times = std::vector<double>;

Times grid(double start_s, double interval_s, int count) {
  Times times_s;
  for (int i = 0; i < count; ++i) times_s.push_back(start_s + interval_s * i);
  return times_s;
}

TEST(Matching, PairsEachMomentOnce) {
  EXPECT_EQ(matches(Times{1, 2, 3}, Times{1.05, 1.06, 2.9}, 0.1), 2u);
  EXPECT_EQ(matches(Times{1}, Times{1.07}, 0.07), 1u) << "inclusive";
  EXPECT_EQ(matches(Times{1}, Times{1.0701}, 0.07), 0u);
  EXPECT_EQ(matches(Times{}, Times{1}, 1), 0u);
}

TEST(Matching, FindsTheMostPairsThereAre) {
  // The nearest of 1 is 1.4; taking it would leave 1.9 alone.
  EXPECT_EQ(matches(Times{1, 1.9}, Times{0.5, 1.4}, 0.5), 2u);
  EXPECT_EQ(matches(Times{0, 1, 2}, Times{0.9, 1.8, 2.7}, 0.95), 3u);
}

/// The same by trying every way.
size_t most_pairs(const Times& reference, const Times& estimate,
                  double tolerance_s, size_t from = 0) {
  if (from == reference.size()) return 0;
  size_t most = most_pairs(reference, estimate, tolerance_s, from + 1);
  for (size_t i = 0; i < estimate.size(); ++i) {
    if (std::abs(reference[from] - estimate[i]) > tolerance_s) continue;
    Times others = estimate;
    others.erase(others.begin() + std::ptrdiff_t(i));
    most = std::max(most,
                    1 + most_pairs(reference, others, tolerance_s, from + 1));
  }
  return most;
}

TEST(Matching, IsNeverBelowWhatEveryOtherWayFinds) {
  std::mt19937 random(1);
  const auto times = [&](size_t count) {
    Times times_s;
    for (size_t i = 0; i < count; ++i)
      times_s.push_back(double(random() % 1000) / 500);
    std::ranges::sort(times_s);
    return times_s;
  };
  for (int i = 0; i < 200; ++i) {
    const Times reference = times(random() % 6), estimate = times(random() % 6);
    EXPECT_EQ(matches(reference, estimate, 0.3),
              most_pairs(reference, estimate, 0.3));
  }
}

TEST(Matching, FMeasureOfBoth) {
  const FMeasure measure = f_measure(Times{1, 2, 3, 4}, Times{1, 2}, 0.07);
  EXPECT_DOUBLE_EQ(measure.precision, 1);
  EXPECT_DOUBLE_EQ(measure.recall, 0.5);
  EXPECT_NEAR(measure.f, 2 / 3.0, 1e-12);
  EXPECT_EQ(f_measure(Times{}, Times{}, 1).f, 0);
  EXPECT_EQ(f_measure(Times{1}, Times{}, 1).f, 0);
}

TEST(Matching, LeavesOutTheStartAndWhatIsBeyondTheEnd) {
  EXPECT_EQ(between(Times{4.9, 5, 6, 7}, 5, 6), (Times{5, 6}));
  EXPECT_TRUE(between(Times{1, 2}, 5, 9).empty());
}

TEST(BeatContinuity, IsOneForTheSameBeats) {
  const Times beats = grid(0, 0.5, 20);
  EXPECT_EQ(beat_continuity(beats, beats).correct, 1);
  EXPECT_EQ(beat_continuity(beats, beats).any, 1);
  // 0.08 s of 0.5 s are 16 %.
  EXPECT_EQ(beat_continuity(beats, grid(0.08, 0.5, 20)).correct, 1);
  EXPECT_LT(beat_continuity(beats, grid(0.1, 0.5, 20)).correct, 0.1);
}

TEST(BeatContinuity, AllowsOtherLevelsOnlyInTheSecondFigure) {
  const Times beats = grid(0, 0.5, 20);
  for (const Times& other : {grid(0.25, 0.5, 19), grid(0, 0.25, 39),
                             grid(0, 1, 10), grid(0.5, 1, 10)}) {
    const auto continuity = beat_continuity(beats, other);
    EXPECT_LT(continuity.correct, 0.1);
    EXPECT_EQ(continuity.any, 1);
  }
  EXPECT_LT(beat_continuity(beats, grid(0, 0.4, 25)).any, 0.3);
}

TEST(BeatContinuity, LeavesALabelToTheNextBeatIfOneDoesNotFit) {
  // The first two are beside the first label; only the second has an interval
  // like the label's.
  EXPECT_DOUBLE_EQ(
      beat_continuity(grid(0, 0.5, 4), Times{0, 0.05, 0.53, 1.03, 1.53})
          .correct,
      4 / 5.0);
}

TEST(BeatContinuity, TheLastLabelMayHaveOnlyTheFirstBeat) {
  // Both lie nearest to the last label, which has no interval behind it.
  EXPECT_DOUBLE_EQ(beat_continuity(Times{0, 0.5}, Times{0.5, 1}).correct, 0.5);
}

TEST(BeatContinuity, CountsWhatIsMissingAndWhatIsTooMuch) {
  const Times beats = grid(0, 0.5, 20);
  Times half(beats.begin(), beats.begin() + 10);
  EXPECT_DOUBLE_EQ(beat_continuity(beats, half).correct, 0.5);
  EXPECT_DOUBLE_EQ(beat_continuity(half, beats).correct, 0.5);
  EXPECT_EQ(beat_continuity(beats, Times{1}).any, 0);
  EXPECT_EQ(beat_continuity(Times{}, beats).any, 0);
}

TEST(KeyScore, WeighsWhatIsNear) {
  const KeyLabel c_major = {.pitch_class = 0, .mode = Mode::kMajor};
  const KeyLabel a_minor = {.pitch_class = 9, .mode = Mode::kMinor};
  EXPECT_EQ(mirex_key_score(c_major, c_major), 1);
  EXPECT_EQ(mirex_key_score(c_major, key_from("G", "major")), 0.5);
  EXPECT_EQ(mirex_key_score(c_major, key_from("F", "major")), 0.5);
  EXPECT_EQ(mirex_key_score(c_major, a_minor), 0.3);
  EXPECT_EQ(mirex_key_score(a_minor, c_major), 0.3);
  EXPECT_EQ(mirex_key_score(c_major, key_from("C", "minor")), 0.2);
  EXPECT_EQ(mirex_key_score(a_minor, key_from("A", "major")), 0.2);
  EXPECT_EQ(mirex_key_score(c_major, key_from("D#", "minor")), 0);
  EXPECT_EQ(mirex_key_score(c_major, key_from("G", "minor")), 0);
  EXPECT_EQ(mirex_key_score(c_major, std::nullopt), 0);
}

TEST(KeyScore, KnowsTheWordsOfMessages) {
  EXPECT_EQ(key_from("C#", "minor"),
            (KeyLabel{.pitch_class = 1, .mode = Mode::kMinor}));
  EXPECT_FALSE(key_from("", ""));
  EXPECT_FALSE(key_from("H", "major"));
  EXPECT_FALSE(key_from("C", ""));
}

TEST(TempoScore, WithinFourPercentAndOctaves) {
  EXPECT_TRUE(is_tempo_right(100, 104));
  EXPECT_FALSE(is_tempo_right(100, 104.1));
  EXPECT_TRUE(is_tempo_right(100, 96));
  EXPECT_FALSE(is_tempo_right(100, 0));
  for (double bpm : {100.0, 200.0, 300.0, 50.0, 33.5})
    EXPECT_TRUE(is_tempo_right_but_for_octave(100, bpm)) << bpm;
  for (double bpm : {0.0, 150.0, 67.0, 75.0, 25.0})
    EXPECT_FALSE(is_tempo_right_but_for_octave(100, bpm)) << bpm;
}

}  // namespace
}  // namespace mood::accuracy
