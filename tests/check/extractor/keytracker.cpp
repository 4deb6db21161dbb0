/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tonality/keytracker.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "allocationcounter.h"
#include "keysongs.h"

namespace mood {
namespace {

using test::cadences;
using test::hear;
using test::key_of;
using test::kHop;
using test::kRate_hz;
using test::name_of;
using test::Song;

TEST(KeyTracker, HearsEveryKey) {
  for (const Mode mode : {Mode::kMajor, Mode::kMinor})
    for (int tonic = 0; tonic < 12; ++tonic) {
      const Song song{tonic, mode};
      EXPECT_EQ(key_of(cadences(song, 8)), name_of(song));
    }
}

TEST(KeyTracker, FollowsTheTuning) {
  for (const double cents : {-40.0, -20.0, 25.0, 40.0})
    for (const Mode mode : {Mode::kMajor, Mode::kMinor}) {
      const Song song{9, mode, cents};
      EXPECT_EQ(key_of(cadences(song, 8)), name_of(song)) << cents;
    }
}

TEST(KeyTracker, HearsThroughDrums) {
  for (const int tonic : {0, 3, 6, 10})
    for (const Mode mode : {Mode::kMajor, Mode::kMinor}) {
      const Song song{tonic, mode, 0, true};
      EXPECT_EQ(key_of(cadences(song, 8)), name_of(song));
    }
}

TEST(KeyTracker, TellsAKeyWithinTwoSeconds) {
  EXPECT_EQ(key_of(cadences({}, 1)), "none") << "too soon";
  EXPECT_NE(key_of(cadences({}, 2.2)), "none");
}

TEST(KeyTracker, GrowsSurer) {
  KeyTracker tracker;
  hear(tracker, cadences({}, 3));
  const double soon = tracker.estimate().confidence;
  hear(tracker, cadences({}, 20));
  EXPECT_GT(tracker.estimate().confidence, soon + 0.1);
  EXPECT_LE(tracker.estimate().confidence, 1);
}

TEST(KeyTracker, FollowsModulationsWithin15s) {
  for (const int steps : {6, 7, 5, 2}) {
    for (const bool with_drums : {false, true}) {
      KeyTracker tracker;
      hear(tracker, cadences({0, Mode::kMajor, 0, with_drums}, 30));
      ASSERT_EQ(name_of(tracker.estimate()), "C major");
      const Song song{steps, Mode::kMajor, 0, with_drums};
      hear(tracker, cadences(song, 15));
      EXPECT_EQ(name_of(tracker.estimate()), name_of(song)) << with_drums;
    }
  }
}

TEST(KeyTracker, StaysWhereMusicDoes) {
  KeyTracker tracker;
  const auto samples = cadences({2, Mode::kMinor, 0, true}, 60);
  hear(tracker, std::span(samples).first(kHop * 215));
  int changes = 0;
  auto key = name_of(tracker.estimate());
  for (size_t i = kHop * 215; i + kHop <= samples.size(); i += kHop) {
    tracker.process(std::span(samples).subspan(i, kHop), true);
    changes += std::exchange(key, name_of(tracker.estimate())) != key;
  }
  EXPECT_EQ(changes, 0);
}

TEST(KeyTracker, KeyEndsWithTheTones) {
  KeyTracker tracker;
  hear(tracker, cadences({}, 20));
  ASSERT_EQ(name_of(tracker.estimate()), "C major");
  hear(tracker, test::noise(kRate_hz, 40, 0.3));
  EXPECT_EQ(name_of(tracker.estimate()), "none");
  EXPECT_EQ(tracker.estimate().confidence, 0);
}

TEST(KeyTracker, OutlastsAPauseButNotSilence) {
  KeyTracker tracker;
  hear(tracker, cadences({}, 20));
  hear(tracker, test::silence(kRate_hz, 5), false);
  EXPECT_EQ(name_of(tracker.estimate()), "C major");
  hear(tracker, test::silence(kRate_hz, 6), false);
  EXPECT_EQ(name_of(tracker.estimate()), "none");
}

TEST(KeyTracker, PausesDoNotAddUp) {
  KeyTracker tracker;
  hear(tracker, cadences({}, 20));
  hear(tracker, test::silence(kRate_hz, 6), false);
  hear(tracker, cadences({}, 2));
  hear(tracker, test::silence(kRate_hz, 6), false);
  EXPECT_EQ(name_of(tracker.estimate()), "C major");
}

int changes_in(std::span<const float> samples, double lead_to_change) {
  KeyTracker tracker({.lead_to_change = lead_to_change}, kKeyWeights);
  int changes = 0;
  std::string key = "none";
  for (size_t i = 0; i + kHop <= samples.size(); i += kHop) {
    tracker.process(samples.subspan(i, kHop), true);
    changes += std::exchange(key, name_of(tracker.estimate())) != key;
  }
  return changes;
}

TEST(KeyTracker, DoesNotWaverBetweenKeys) {
  // C F C F: as good as C major as F major.
  std::vector<float> samples;
  for (int i = 0; i < 40; ++i) test::append(samples, cadences({}, 2));
  EXPECT_LT(changes_in(samples, KeyTracker::Parameters().lead_to_change),
            changes_in(samples, 0));
}

TEST(KeyTracker, VolumeDoesNotMatter) {
  const auto samples = cadences({4, Mode::kMinor, 10, true}, 12);
  for (const double gain_db : {-18.0, 18.0}) {
    const auto other = test::with_gain(samples, gain_db);
    KeyTracker plain;
    KeyTracker changed;
    for (size_t i = 0; i + kHop <= samples.size(); i += kHop) {
      plain.process(std::span(samples).subspan(i, kHop), true);
      changed.process(std::span(other).subspan(i, kHop), true);
      ASSERT_EQ(name_of(plain.estimate()), name_of(changed.estimate())) << i;
      ASSERT_NEAR(plain.estimate().confidence, changed.estimate().confidence,
                  1e-3);
    }
  }
}

TEST(KeyTracker, ASongBeginsAnew) {
  KeyTracker tracker;
  hear(tracker, cadences({1, Mode::kMajor, 35}, 20));
  tracker.start_song();
  EXPECT_EQ(name_of(tracker.estimate()), "none");
  EXPECT_EQ(tracker.estimate().confidence, 0);
  KeyTracker fresh;
  const auto next = cadences({8, Mode::kMinor, -30}, 6);
  hear(tracker, next);
  hear(fresh, next);
  EXPECT_EQ(name_of(tracker.estimate()), "G# minor");
  EXPECT_EQ(tracker.estimate().confidence, fresh.estimate().confidence);
}

TEST(KeyTracker, AJumpKeepsTheKey) {
  KeyTracker tracker;
  hear(tracker, cadences({}, 20));
  const double sure = tracker.estimate().confidence;
  tracker.start_timeline();
  EXPECT_EQ(name_of(tracker.estimate()), "C major");
  EXPECT_EQ(tracker.estimate().confidence, sure);
  hear(tracker, cadences({}, 0.5));
  EXPECT_EQ(name_of(tracker.estimate()), "C major");
}

TEST(KeyTracker, SurvivesAnyFiniteInput) {
  constexpr float kMaximum = std::numeric_limits<float>::max();
  for (const float value :
       {kMaximum, -kMaximum, std::numeric_limits<float>::denorm_min()}) {
    KeyTracker tracker;
    std::vector<float> samples(kHop * 40, value);
    for (size_t i = 0; i < samples.size(); i += 3) samples[i] = -value;
    hear(tracker, samples);
    EXPECT_TRUE(std::isfinite(tracker.estimate().confidence)) << value;
    hear(tracker, cadences({}, 40));
    EXPECT_EQ(name_of(tracker.estimate()), "C major") << value;
  }
}

TEST(KeyTracker, DoesNotAllocateAfterConstruction) {
  const auto samples = cadences({0, Mode::kMajor, 0, true}, 4);
  KeyTracker tracker;
  if (!test::allocations())
    GTEST_SKIP() << "allocations cannot be counted here";
  ASSERT_EQ(test::allocations_of_one(), 1) << "the counter does not count";
  const auto before = test::allocations();
  hear(tracker, samples);
  tracker.start_timeline();
  hear(tracker, samples, false);
  tracker.start_song();
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace mood
