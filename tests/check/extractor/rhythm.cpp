/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "basicanalysis.h"
#include "rhythm/beatclock.h"
#include "rhythm/beatpointer.h"
#include "rhythm/onsetpicker.h"
#include "rhythm/pulse.h"
#include "signals.h"

namespace mood {
namespace {

constexpr double kRate = BasicAnalysis::kSampleRate;

class ClickTempo : public testing::TestWithParam<double> {};

TEST_P(ClickTempo, IsRightAfterTenSecondsAndStays) {
  const double bpm = GetParam();
  for (const double gain_db : {0.0, -18.0}) {
    const auto samples =
        test::with_gain(test::clicks(kRate, 30, bpm, 0.7), gain_db);
    BasicAnalysis analysis({});
    for (size_t i = 0; i + 2205 <= samples.size(); i += 2205) {
      analysis.process(std::span(samples).subspan(i, 2205));
      if (i < 10 * kRate) continue;
      const Metrics metrics = analysis.frame().metrics;
      ASSERT_NEAR(metrics.tempo_bpm, bpm, 0.02 * bpm)
          << "at " << static_cast<double>(i) / kRate << " s";
      EXPECT_GT(metrics.tempo_confidence, 0.3);
    }
    EXPECT_GT(analysis.frame().metrics.rhythm_regularity, 0.7);
    EXPECT_GT(analysis.frame().metrics.beat_strength, 0.7);
  }
}

TEST_P(ClickTempo, BeatsFallOnClicks) {
  const double bpm = GetParam();
  const double period_s = 60 / bpm;
  const auto samples = test::clicks(kRate, 30, bpm, 0.7);
  BasicAnalysis analysis({});
  std::vector<Beat> beats;
  for (size_t i = 0; i + 2205 <= samples.size(); i += 2205) {
    analysis.process(std::span(samples).subspan(i, 2205));
    beats.insert(beats.end(), analysis.beats().begin(), analysis.beats().end());
    analysis.clear_beats();
  }
  ASSERT_GT(beats.size(), 15 / period_s);
  double last_s = -1;
  for (const Beat& beat : beats) {
    EXPECT_GT(beat.offset_s, last_s);
    EXPECT_GT(beat.confidence, 0);
    EXPECT_NEAR(beat.next_offset_s - beat.offset_s, period_s, 0.03 * period_s);
    last_s = beat.offset_s;
    if (beat.offset_s < 12) continue;
    const double phase = std::remainder(beat.offset_s, period_s);
    EXPECT_NEAR(phase, 0, 0.05) << "beat at " << beat.offset_s;
  }
}

INSTANTIATE_TEST_SUITE_P(Tempi, ClickTempo, testing::Values(90, 120, 128, 174));

TEST(Tempo, IsNoneWithoutEvidence) {
  for (const auto& samples :
       {test::sine(kRate, 15, 440, 0.3), test::silence(kRate, 15),
        test::noise(kRate, 15, 0.3)}) {
    BasicAnalysis analysis({});
    analysis.process(samples);
    EXPECT_EQ(analysis.frame().metrics.tempo_bpm, 0);
    EXPECT_EQ(analysis.frame().metrics.tempo_confidence, 0);
    EXPECT_TRUE(analysis.beats().empty());
  }
}

TEST(Tempo, FollowsAChangeForGood) {
  auto samples = test::clicks(kRate, 20, 120, 0.7);
  test::append(samples, test::clicks(kRate, 20, 97, 0.7));
  BasicAnalysis analysis({});
  analysis.process(samples);
  EXPECT_NEAR(analysis.frame().metrics.tempo_bpm, 97, 2);
}

TEST(OnsetPicker, CountsOnsets) {
  OnsetPicker picker({});
  size_t found = 0;
  for (int hop = 0; hop < 430; ++hop)
    found += picker.process(hop % 10 == 5 ? 2.0 : 0.02);
  EXPECT_EQ(found, 43u);
  EXPECT_NEAR(picker.rate_hz(), 4.3, 0.4);
}

TEST(Pulse, SaysNothingTooEarly) {
  Pulse pulse({});
  for (int hop = 0; hop < 150; ++hop) pulse.push(hop % 20 == 0 ? 1 : 0);
  EXPECT_FALSE(pulse.estimate(0));
  for (int hop = 150; hop < 400; ++hop) pulse.push(hop % 20 == 0 ? 1 : 0);
  const auto estimate = pulse.estimate(0);
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->tempo_bpm, 60 / (20 * 512 / kRate), 0.5);
  EXPECT_GT(estimate->clarity, 0.8);
}

TEST(BeatClock, TellsEveryBeatAheadOnce) {
  BeatClock clock({});
  std::vector<double> told;
  for (int i = 1; i < 1000; ++i) {
    const double now_s = i * 0.02;
    // Foreseen 15 ms too early or too late by turns.
    const double wobble_s = i % 2 ? 0.015 : -0.015;
    const double next_s = (std::floor(now_s / 0.5) + 1) * 0.5 + wobble_s;
    if (const auto beat = clock.process(now_s, {next_s, 0.5})) {
      EXPECT_GT(beat->time_s, now_s);
      EXPECT_NEAR(beat->next_s - beat->time_s, 0.5, 0.01);
      told.push_back(beat->time_s);
    }
  }
  ASSERT_NEAR(told.size(), 39, 1);
  for (const double beat_s : told)
    EXPECT_NEAR(std::remainder(beat_s, 0.5), 0, 0.016);
}

TEST(BeatClock, TellsNoBeatAgainAfterAPause) {
  BeatClock clock({});
  double last_s = -1;
  for (int i = 1; i < 500; ++i) {
    const double now_s = i * 0.02;
    clock.pause();
    const double next_s = (std::floor(now_s / 0.5) + 1) * 0.5;
    if (const auto beat = clock.process(now_s, {next_s, 0.5})) {
      EXPECT_GT(beat->time_s, last_s + 0.25);
      last_s = beat->time_s;
    }
  }
  EXPECT_GT(last_s, 9);
}

TEST(BeatClock, JumpsOnlyWhenTheOtherPhaseLasts) {
  BeatClock clock({});
  double now_s = 0;
  double last_s = 0;
  const auto run = [&](double phase_s, double seconds) {
    for (const double end_s = now_s + seconds; now_s < end_s; now_s += 0.02) {
      const double next_s =
          (std::floor((now_s - phase_s) / 0.5) + 1) * 0.5 + phase_s;
      if (const auto beat = clock.process(now_s, {next_s, 0.5}))
        last_s = beat->time_s;
    }
  };
  run(0, 5);
  EXPECT_NEAR(std::remainder(last_s, 0.5), 0, 0.01);
  run(0.2, 0.5);
  run(0, 1.5);
  EXPECT_NEAR(std::remainder(last_s, 0.5), 0, 0.01);
  run(0.2, 2.5);
  EXPECT_NEAR(std::remainder(last_s, 0.5), 0.2, 0.01);
}

TEST(BeatPointer, KnowsPeriodAndPhase) {
  constexpr double kStep_s = 256 / 22050.0;
  BeatPointer pointer({.step_s = kStep_s});
  // A beat every 43 steps; the last one 10 steps ago.
  for (int i = 0; i <= 43 * 12 + 10; ++i)
    pointer.process(i % 43 == 0 ? 0.8 : 0.03);
  const auto reading = pointer.read();
  EXPECT_NEAR(reading.period_s, 43 * kStep_s, 0.3 * kStep_s);
  EXPECT_NEAR(reading.next_s, 33 * kStep_s, 1.0 * kStep_s);
  EXPECT_GT(reading.share, 0.5);
}

TEST(BeatPointer, BelievesTheTempoItIsTold) {
  constexpr double kStep_s = 256 / 22050.0;
  for (const double steps : {30.0, 60.0}) {
    BeatPointer pointer({.step_s = kStep_s});
    pointer.expect_tempo(60 / (steps * kStep_s));
    for (int i = 0; i < 900; ++i) pointer.process(i % 30 == 0 ? 0.4 : 0.03);
    EXPECT_NEAR(pointer.read().period_s, steps * kStep_s, 1.0 * kStep_s);
  }
}

}  // namespace
}  // namespace mood
