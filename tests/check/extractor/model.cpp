/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "mood/decayinghistogram.h"
#include "mood/impactdetector.h"
#include "mood/metricsmodel.h"
#include "mood/risedetector.h"
#include "mood/schmitt.h"
#include "mood/silencegate.h"
#include "mood/smoother.h"
#include "mood/songmemory.h"
#include "mood/statemachine.h"

namespace mood {
namespace {

constexpr double kHop = 512 / 22050.0;
constexpr int kSecond = 43;  // hops

TEST(Smoother, IsExactFromTheFirstValue) {
  Smoother mean(10);
  EXPECT_EQ(mean.process(4), 4);
  EXPECT_EQ(mean.process(6), 5);
  for (int i = 0; i < 100; ++i) mean.process(1);
  EXPECT_NEAR(mean.value(), 1, 0.01);
}

TEST(DecayingHistogram, TellsQuantilesAndForgets) {
  DecayingHistogram histogram({.bins = 100, .memory = 1000});
  EXPECT_EQ(histogram.quantile(0.5), 0);
  for (int i = 0; i < 500; ++i) histogram.add(i % 100 / 100.0);
  EXPECT_NEAR(histogram.quantile(0.9), 0.9, 0.02);
  EXPECT_NEAR(histogram.quantile(0.1), 0.1, 0.02);
  for (int i = 0; i < 50000; ++i) histogram.add(0.305);
  EXPECT_NEAR(histogram.quantile(0.02), 0.305, 0.01);
  EXPECT_NEAR(histogram.weight(), 1000, 1);
}

// Hops until the gate answers @p silent.
int hops_until(SilenceGate& gate, double level_db, bool silent) {
  for (int hop = 1; hop < 1000; ++hop)
    if (gate.process(level_db, -60) == silent) return hop;
  return 1000;
}

TEST(SilenceGate, OpensAndClosesInTime) {
  SilenceGate gate({});
  EXPECT_FALSE(gate.silent());
  for (int i = 0; i < 500; ++i) gate.process(-20, -60);
  EXPECT_NEAR(hops_until(gate, -200, true) * kHop, 0.5, 0.1);
  EXPECT_LT(hops_until(gate, -20, false) * kHop, 0.1);
}

TEST(SilenceGate, HoldsOverTheGapsOfAClickTrack) {
  SilenceGate gate({});
  for (int i = 0; i < 400; ++i) {
    gate.process(i % 29 < 3 ? -20 : -200, -60);  // 0.6 s of nothing
    if (i > 100) {
      ASSERT_FALSE(gate.silent()) << i;
    }
  }
  EXPECT_LT(hops_until(gate, -200, true) * kHop, 0.95);
}

TEST(SilenceGate, IgnoresAPopAndHasHysteresis) {
  SilenceGate gate({});
  ASSERT_LT(hops_until(gate, -200, true), 100);
  EXPECT_TRUE(gate.process(-10, -60));
  for (int i = 0; i < 200; ++i) EXPECT_TRUE(gate.process(-59.5, -60));
  EXPECT_LT(hops_until(gate, -58, false), 5);
}

TEST(SongMemory, LeavesConstantMusicAlone) {
  for (const double energy : {0.1, 0.5, 0.9}) {
    SongMemory memory({});
    for (int i = 0; i < 300 * kSecond; ++i) memory.process(energy, -20);
    EXPECT_NEAR(memory.place(energy, -20), energy, 0.01);
  }
}

TEST(SongMemory, KnowsTheSongsRangeAtAnyVolume) {
  for (const double volume_db : {0.0, -18.0, 12.0}) {
    SongMemory memory({});
    for (int i = 0; i < 60 * kSecond; ++i) {
      const bool loud = i % (20 * kSecond) > 10 * kSecond;
      memory.process(loud ? 0.55 : 0.15, volume_db - (loud ? 12 : 30));
    }
    EXPECT_GT(memory.place(0.55, volume_db - 12), 0.65);
    EXPECT_LT(memory.place(0.15, volume_db - 30), 0.1);
  }
}

RiseDetector::Signals ramp(double progress) {
  return {0.2 + 0.5 * progress, 10 + 2 * progress, 2 + 4 * progress,
          -30 + 12 * progress};
}

TEST(RiseDetector, HearsAClimbButNoStepAndNoFader) {
  RiseDetector climb({}), step({}), fader({}), still({});
  double most_step = 0;
  for (int i = 0; i < 12 * kSecond; ++i) {
    const double progress = i / (12.0 * kSecond);
    climb.process(ramp(progress));
    step.process(ramp(progress < 0.5 ? 0 : 1));
    auto signals = ramp(0);
    signals[3] += 24 * progress;
    fader.process(signals);
    still.process(ramp(0.3));
    most_step = std::max(most_step, step.strength());
    if (i > 7 * kSecond) {
      EXPECT_GE(climb.strength(), 1) << i;
    }
    EXPECT_EQ(fader.strength(), 0);
    EXPECT_EQ(still.strength(), 0);
  }
  EXPECT_LT(most_step, 1);
}

TEST(ImpactDetector, HearsTheBassReturnButNoSwell) {
  ImpactDetector drop({}), swell({});
  bool hit = false;
  for (int i = 0; i < 10 * kSecond; ++i) {
    const bool before = i < 8 * kSecond;
    const bool now = drop.process(before ? -40 : -12, -14);
    if (before) {
      EXPECT_FALSE(now);
    }
    hit = hit || now;
    EXPECT_FALSE(swell.process(-30 + i * 0.035, -25 + i * 0.035));
  }
  EXPECT_TRUE(hit);
}

TEST(SchmittBands, DoNotFlicker) {
  SchmittBands bands({});
  bands.reset();
  int changes = 0;
  size_t last = bands.process(0.3);
  for (int i = 0; i < 2000; ++i) {
    const size_t band = bands.process(i % 2 == 0 ? 0.27 : 0.33);
    changes += band != last;
    last = band;
  }
  EXPECT_EQ(changes, 0);
  for (int i = 0; i < 100; ++i) bands.process(0.8);
  EXPECT_EQ(bands.band(), 2u);
}

TEST(Sensitivity, BendsEnergyBothWays) {
  EXPECT_EQ(apply_sensitivity(0.4, 0.5), 0.4);
  EXPECT_GT(apply_sensitivity(0.4, 1), 0.6);
  EXPECT_LT(apply_sensitivity(0.4, 0), 0.2);
  for (const double end : {0.0, 1.0})
    EXPECT_EQ(apply_sensitivity(end, 0.9), end);
}

class States : public testing::Test {
 protected:
  // Feeds @p seconds of the same input; returns the changes of state.
  int feed(double seconds, StateMachine::Input input) {
    int changes = 0;
    input.judged = true;
    for (int i = 0; i < seconds * kSecond; ++i) {
      const State before = machine_.state();
      changes += machine_.process(input) != before;
    }
    return changes;
  }

  StateMachine machine_{{}};
};

TEST_F(States, UnknownUntilThereIsEvidence) {
  EXPECT_EQ(machine_.process({.activity = 0.9}), State::kUnknown);
  EXPECT_EQ(
      machine_.process({.judged = true, .activity = 0.9, .brightness = 0.7}),
      State::kPeak);
}

TEST_F(States, EachActivityHasItsState) {
  for (const auto& [activity, brightness, expected] :
       {std::tuple(0.1, 0.5, State::kAmbient),
        std::tuple(0.3, 0.5, State::kChill),
        std::tuple(0.5, 0.5, State::kGroove),
        std::tuple(0.9, 0.7, State::kPeak),
        std::tuple(0.9, 0.2, State::kIntense)}) {
    machine_.reset();
    // However long it lasts.
    EXPECT_EQ(feed(600, {.activity = activity, .brightness = brightness}), 1);
    EXPECT_EQ(machine_.state(), expected);
  }
}

TEST_F(States, SilenceIsImmediateAndLasts) {
  feed(5, {.activity = 0.9, .brightness = 0.7});
  EXPECT_EQ(machine_.process({.silent = true}), State::kSilence);
  EXPECT_EQ(feed(100, {.silent = true}), 0);
  EXPECT_EQ(machine_.process({.judged = true, .activity = 0.1}),
            State::kAmbient);
}

TEST_F(States, WobbleAtABorderChangesNothing) {
  feed(5, {.activity = 0.6, .brightness = 0.7});
  for (int i = 0; i < 60; ++i) {
    feed(0.5, {.activity = 0.66, .brightness = 0.7});
    feed(0.5, {.activity = 0.6, .brightness = 0.7});
  }
  EXPECT_EQ(machine_.state(), State::kGroove);
}

TEST(RestlessMusic, MakesStatesPatient) {
  StateMachine machine({});
  State last = State::kUnknown;
  int changes = -1;  // the first is none
  for (int i = 0; i < 120 * kSecond; ++i) {
    const bool high = i / (5 * kSecond) % 2 == 1;
    const State now = machine.process(
        {.judged = true, .activity = high ? 0.6 : 0.3, .brightness = 0.6});
    changes += now != last;
    last = now;
  }
  EXPECT_GE(changes, 1);
  EXPECT_LE(changes, 5) << "of 23";
}

TEST_F(States, AShortBurstIsNoPeak) {
  feed(10, {.activity = 0.3, .brightness = 0.7});
  EXPECT_EQ(feed(0.6, {.activity = 0.9, .brightness = 0.7}), 0);
  EXPECT_EQ(feed(10, {.activity = 0.3, .brightness = 0.7}), 0);
}

TEST_F(States, ARiseIsABuildAndABlowItsDrop) {
  feed(10, {.activity = 0.15, .brightness = 0.3, .loudness_db = -30});
  feed(1,
       {.activity = 0.3, .brightness = 0.5, .loudness_db = -25, .rise = 1.5});
  EXPECT_EQ(machine_.state(), State::kBuild);
  EXPECT_EQ(feed(8, {.activity = 0.8,
                     .brightness = 0.9,
                     .loudness_db = -18,
                     .rise = 0.8}),
            0);
  machine_.process({.judged = true,
                    .activity = 0.6,
                    .brightness = 0.9,
                    .loudness_db = -14,
                    .impact = true});
  EXPECT_EQ(machine_.state(), State::kPeak);
  // The drop lasts although its activity alone would be a groove.
  EXPECT_EQ(feed(20, {.activity = 0.5, .brightness = 0.9, .loudness_db = -12}),
            0);
  feed(6, {.activity = 0.5, .brightness = 0.9, .loudness_db = -20});
  EXPECT_EQ(machine_.state(), State::kGroove);
}

TEST_F(States, ABuildThatLeadsNowhereEnds) {
  feed(10, {.activity = 0.3});
  feed(1, {.activity = 0.4, .rise = 1.5});
  ASSERT_EQ(machine_.state(), State::kBuild);
  feed(4, {.activity = 0.3});
  EXPECT_EQ(machine_.state(), State::kChill);
}

TEST_F(States, ADeepFallInFastMusicIsABreakdown) {
  for (const auto& [bpm, expected] : {std::pair(140.0, State::kBreakdown),
                                      std::pair(100.0, State::kAmbient)}) {
    machine_.reset();
    feed(10, {.activity = 0.8, .brightness = 0.7, .tempo_bpm = bpm});
    feed(5, {.activity = 0.1, .brightness = 0.3, .tempo_bpm = bpm});
    EXPECT_EQ(machine_.state(), expected);
    feed(5, {.activity = 0.8, .brightness = 0.7, .tempo_bpm = bpm});
    EXPECT_EQ(machine_.state(), State::kPeak);
  }
}

}  // namespace
}  // namespace mood
