/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "basicanalysis.h"
#include "rhythm/beatclock.h"
#include "rhythm/onsetpicker.h"
#include "rhythm/pulse.h"
#include "rhythm/tempokeeper.h"
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

TEST(Beats, AreBoundedWhenNobodyTakesThem) {
  BasicAnalysis analysis({});
  analysis.process(test::clicks(kRate, 60, 174, 0.7));
  EXPECT_GT(analysis.beats().size(), 10u);
  EXPECT_LE(analysis.beats().size(), 64u);
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

TEST(BeatClock, TellsWhatTheTrackerLeavesOut) {
  BeatClock clock({});
  std::vector<double> told;
  for (int i = 0; i < 1000; ++i) {
    const double now_s = i * 0.02;
    // Every third beat is heard, a little late or early.
    if (i % 75 == 1) clock.hear(now_s - 0.02 + (i % 2) * 0.02, 0.5);
    if (const auto beat_s = clock.advance(now_s, 0.5)) told.push_back(*beat_s);
  }
  ASSERT_NEAR(told.size(), 40, 1);
  for (const double beat_s : told)
    EXPECT_NEAR(std::remainder(beat_s, 0.5), 0, 0.025);
}

TEST(BeatClock, ChangesPhaseOnlyWhenBeatsAgree) {
  BeatClock clock({});
  clock.hear(0, 0.5);
  EXPECT_EQ(clock.advance(0.1, 0.5), 0.0);
  // A tracker that counts in eighths is no reason.
  for (int i = 1; i < 20; ++i) clock.hear(i * 0.25, 0.5);
  EXPECT_EQ(clock.advance(0.6, 0.5), 0.5);
  for (int i = 0; i < 4; ++i) clock.hear(10.2 + 0.5 * i, 0.5);
  const auto beat_s = clock.advance(1.3, 0.5);
  ASSERT_TRUE(beat_s);
  EXPECT_NEAR(std::remainder(*beat_s, 0.5), 0.2, 0.01);
}

TEST(TempoKeeper, IgnoresShortDoubts) {
  TempoKeeper keeper({});
  keeper.process(120, 0.1, 0.5);
  EXPECT_EQ(keeper.tempo_bpm(), 0);  // not clear enough
  keeper.process(120, 0.5, 0.5);
  EXPECT_EQ(keeper.tempo_bpm(), 120);
  for (int i = 0; i < 4; ++i) keeper.process(60, 0.5, 0.5);
  keeper.process(120, 0.5, 0.5);
  EXPECT_EQ(keeper.tempo_bpm(), 120);
  for (int i = 0; i < 7; ++i) keeper.process(60, 0.5, 0.5);
  EXPECT_EQ(keeper.tempo_bpm(), 60);
  for (int i = 0; i < 10; ++i) keeper.process(0, 0, 0.5);
  EXPECT_EQ(keeper.tempo_bpm(), 0);
}

}  // namespace
}  // namespace mood
