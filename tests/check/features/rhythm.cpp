/* SPDX-License-Identifier: GPL-3.0-or-later */
// Signal in, number out, for the groups that follow time.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "features/beats.h"
#include "features/featureextractor.h"
#include "features/onsets.h"
#include "features/rhythmregularity.h"
#include "features/stages.h"
#include "features/tempo.h"
#include "signals.h"

namespace mood::features {
namespace {

/// Onset strength of pulses every @p period frames, from frame @p first on.
std::vector<float> pulses(size_t frames, size_t period, size_t first = 3) {
  std::vector<float> strength(frames);
  for (size_t t = first; t < frames; t += period) strength[t] = 5;
  return strength;
}

TEST(OnsetStrength, RisesThreeFramesAfterTheAudio) {
  auto samples = test::silence(kRate_hz, 1);
  const auto tone = test::sine(kRate_hz, 1, 880, 0.5);
  test::append(samples, tone);
  FeatureExtractor extractor({samples.size()});
  ASSERT_TRUE(extractor.process(samples));
  const auto strength = extractor.stages().onset_strength.mean();
  const auto peak = std::max_element(strength.begin(), strength.end());
  // The frame that first holds tone in its middle, and the next.
  EXPECT_NEAR(double(peak - strength.begin()), kRate_hz / kHop, 2);
}

TEST(Onsets, AreThePulses) {
  const auto strength = pulses(130, 20, 10);
  Onsets onsets(130);
  onsets.process(strength);
  const std::vector<uint32_t> expected = {10, 30, 50, 70, 90, 110};
  EXPECT_TRUE(std::ranges::equal(onsets.frames(), expected));
  EXPECT_NEAR(onsets.rate_hz(130 * kHop), 6 / (130 * kHop / kRate_hz), 1e-9);
  EXPECT_NEAR(onsets.strength(), 6 * 5.0 / 130, 1e-6);
}

TEST(Onsets, NeedDistance) {
  std::vector<float> strength(20);
  strength[10] = 5;
  strength[11] = 6;  // higher, but within the wait of the one before
  Onsets onsets(20);
  onsets.process(strength);
  ASSERT_EQ(onsets.frames().size(), 1u);
  EXPECT_EQ(onsets.frames()[0], 10u);
}

TEST(Onsets, ThereIsNoneInSilenceOrSteadyStrength) {
  Onsets onsets(100);
  onsets.process(std::vector<float>(100, 0.0f));
  EXPECT_TRUE(onsets.frames().empty());
  EXPECT_EQ(onsets.strength(), 0);
  onsets.process(std::vector<float>(100, 3.0f));
  EXPECT_TRUE(onsets.frames().empty());
  EXPECT_EQ(onsets.strength(), 0);
}

TEST(Tempo, IsThePulsesPeriod) {
  for (const size_t period : {15, 18, 22, 30}) {
    Tempo tempo(345);
    tempo.process(pulses(345, period));
    EXPECT_EQ(tempo.period(), period);
    EXPECT_NEAR(tempo.tempo_bpm(), 60 * kRate_hz / double(kHop * period), 1e-9);
  }
}

TEST(Tempo, PrefersTheOctaveNearest120) {
  Tempo tempo(345);
  tempo.process(pulses(345, 11));  // 235 BPM: every second pulse is a beat
  EXPECT_EQ(tempo.period(), 22u);
}

TEST(Tempo, ThereIsNoneWithoutOnsets) {
  Tempo tempo(130);
  tempo.process(std::vector<float>(130, 0.0f));
  EXPECT_EQ(tempo.period(), 0u);
  EXPECT_EQ(tempo.tempo_bpm(), 0);
}

TEST(Beats, FollowPulsesAndBridgeAGap) {
  auto strength = pulses(260, 20, 5);
  strength[125] = 0;  // one is missing
  Beats beats(260);
  beats.process(strength, 20);
  std::vector<uint32_t> expected;
  for (uint32_t t = 5; t < 240; t += 20) expected.push_back(t);
  ASSERT_GE(beats.frames().size(), expected.size());
  EXPECT_TRUE(
      std::ranges::equal(beats.frames().first(expected.size()), expected));
}

TEST(Beats, EndsWithoutOnsetsAreTrimmed) {
  std::vector<float> strength(400);
  for (size_t t = 100; t < 300; t += 20) strength[t] = 5;
  Beats beats(400);
  beats.process(strength, 20);
  ASSERT_FALSE(beats.frames().empty());
  EXPECT_EQ(beats.frames().front(), 100u);
  EXPECT_EQ(beats.frames().back(), 280u);
}

TEST(Beats, AreNoneWithoutTempo) {
  Beats beats(100);
  beats.process(pulses(100, 20), 0);
  EXPECT_TRUE(beats.frames().empty());
  beats.process(std::vector<float>(1, 0.0f), 20);
  EXPECT_TRUE(beats.frames().empty());
}

TEST(RhythmRegularity, FallsWithUnevenIntervals) {
  const std::array<uint32_t, 4> even = {10, 30, 50, 70};
  EXPECT_EQ(rhythm_regularity(even, 20).regularity, 1);
  EXPECT_EQ(rhythm_regularity(even, 20).stability, 1);
  EXPECT_NEAR(rhythm_regularity(even, 25).stability, 0.8, 1e-12);
  const std::array<uint32_t, 3> uneven = {10, 20, 40};
  EXPECT_NEAR(rhythm_regularity(uneven, 15).regularity, 1 - 5.0 / 15, 1e-12);
  EXPECT_EQ(rhythm_regularity({even.data(), 1}, 20).regularity, 0.5);
  EXPECT_EQ(rhythm_regularity({}, 20).stability, 0.5);
}

}  // namespace
}  // namespace mood::features
