/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "signals.h"
#include "tonality/decimator.h"
#include "tonality/keyfilter.h"
#include "tonality/keygate.h"
#include "tonality/keylistener.h"

namespace mood {
namespace {

constexpr double kRate_hz = KeyListener::kSampleRate_hz;
constexpr size_t kHop = KeyListener::kHopFrames;

/// Level of a sine after the decimator, relative to before.
double gain_db(double frequency_hz) {
  Decimator decimator(kHop);
  const auto samples = test::sine(kRate_hz, 1, frequency_hz, 1);
  double power = 0;
  size_t count = 0;
  for (size_t i = 0; i + kHop <= samples.size(); i += kHop) {
    const auto low = decimator.process(std::span(samples).subspan(i, kHop));
    EXPECT_EQ(low.size(), kHop / Decimator::kFactor);
    if (i < 4 * kHop) continue;
    for (const float x : low) power += static_cast<double>(x) * x;
    count += low.size();
  }
  return 10 * std::log10(2 * power / static_cast<double>(count) + 1e-20);
}

TEST(Decimator, KeepsWhatIsBelow1500Hz) {
  for (const double hz : {50.0, 440.0, 1000.0, 1490.0})
    EXPECT_NEAR(gain_db(hz), 0, 0.1) << hz;
}

TEST(Decimator, LetsNothingFoldBelow1500Hz) {
  for (const double hz : {4015.0, 5000.0, 5512.5 + 440, 8000.0, 10800.0})
    EXPECT_LT(gain_db(hz), -60) << hz;
}

TEST(Decimator, ClipsSamplesBeyondReason) {
  Decimator decimator(kHop);
  const std::vector<float> hop(kHop, std::numeric_limits<float>::max());
  for (int i = 0; i < 3; ++i)
    for (const float x : decimator.process(hop)) EXPECT_LT(std::abs(x), 2e6f);
}

TEST(KeyListener, TellsPitchClassesOfTones) {
  for (const double cents : {-35.0, 0.0, 45.0}) {
    const double detuned = std::exp2(cents / 1200);
    auto samples = test::sine(kRate_hz, 2, 220 * detuned, 0.3);
    const auto third = test::sine(kRate_hz, 2, 277.183 * detuned, 0.3);
    for (size_t i = 0; i < samples.size(); ++i) samples[i] += third[i];
    KeyListener listener;
    for (size_t i = 0; i + kHop <= samples.size(); i += kHop)
      listener.process(std::span(samples).subspan(i, kHop));
    ChromaFrame chroma = listener.chroma();
    const float total = std::accumulate(chroma.begin(), chroma.end(), 0.0f);
    EXPECT_GT(chroma[9], 0.4f * total) << cents;
    EXPECT_GT(chroma[1], 0.4f * total) << cents;
  }
}

TEST(KeyListener, AJumpEndsOldTones) {
  KeyListener listener;
  const auto before = test::sine(kRate_hz, 2, 440, 0.3);
  const auto after = test::sine(kRate_hz, 2, 587.33, 0.3);
  for (size_t i = 0; i < 40; ++i)
    listener.process(std::span(before).subspan(i * kHop, kHop));
  listener.start_timeline();
  for (size_t i = 0; i < KeyListener::kHopsPerFrame; ++i)
    listener.process(std::span(after).subspan(i * kHop, kHop));
  EXPECT_LT(listener.chroma()[9], 0.01f * listener.chroma()[2]);
}

TEST(KeyListener, HearsAFrameEveryFourHops) {
  KeyListener listener;
  const auto hop = test::silence(kRate_hz, 0.1);
  int frames = 0;
  for (int i = 0; i < 40; ++i)
    frames += listener.process(std::span(hop).first(kHop));
  EXPECT_EQ(frames, 10);
}

TEST(KeyScores, TurnWithTheChroma) {
  ChromaFrame chroma{};
  chroma[0] = 3;
  chroma[4] = 2;
  chroma[7] = 1;
  const KeyScores scores = key_scores(chroma, 6, kKeyWeights);
  for (size_t steps = 1; steps < 12; ++steps) {
    ChromaFrame turned;
    for (size_t i = 0; i < 12; ++i) turned[(i + steps) % 12] = chroma[i];
    const KeyScores others = key_scores(turned, 6, kKeyWeights);
    for (size_t key = 0; key < 12; ++key) {
      EXPECT_NEAR(others[(key + steps) % 12], scores[key], 1e-5);
      EXPECT_NEAR(others[12 + (key + steps) % 12], scores[12 + key], 1e-5);
    }
  }
  EXPECT_EQ(std::max_element(scores.begin(), scores.end()), scores.begin());
}

/// Frames of even chroma until a gate that a key has opened closes.
int frames_open(double stays_open) {
  KeyGate gate({.stays_open = stays_open});
  const ChromaFrame key = {5, 0, 3, 0, 4, 3, 0, 5, 0, 3, 0, 2};
  ChromaFrame even;
  even.fill(3);
  constexpr double kFrame_s = 0.1;
  for (int i = 0; i < 50; ++i) gate.process(key, 0.9, kFrame_s, kKeyWeights);
  EXPECT_TRUE(gate.open());
  int frames = 0;
  for (; gate.open() && frames < 1000; ++frames)
    gate.process(even, 0.9, kFrame_s, kKeyWeights);
  return frames;
}

TEST(KeyGate, StaysOpenALittleLonger) {
  EXPECT_GT(frames_open(0.85), frames_open(1));
  EXPECT_LT(frames_open(0.85), 300);
}

KeyScores evidence_for(size_t key, double nepers) {
  KeyScores evidence{};
  evidence[key] = nepers;
  return evidence;
}

TEST(KeyFilter, AddsUpEvidence) {
  KeyFilter filter({});
  double before = filter.log_probabilities()[5];
  for (int i = 0; i < 4; ++i) {
    filter.process(evidence_for(5, 0.3), 0.1);
    EXPECT_EQ(filter.likeliest(), 5u);
    EXPECT_GT(filter.log_probabilities()[5], before);
    before = filter.log_probabilities()[5];
  }
}

TEST(KeyFilter, IsNeverSoSureThatItCouldNotTurn) {
  KeyFilter filter({});
  for (int i = 0; i < 100000; ++i) filter.process(evidence_for(5, 0.2), 0.1);
  int steps = 0;
  for (; filter.likeliest() != 20 && steps < 1000; ++steps)
    filter.process(evidence_for(20, 0.2), 0.1);
  EXPECT_GT(steps, 20);
  EXPECT_LT(steps, 100);
}

TEST(KeyFilter, ExpectsAFifthSooner) {
  KeyFilter filter({});
  for (int i = 0; i < 1000; ++i) filter.process(evidence_for(0, 0.2), 0.1);
  const KeyScores& log = filter.log_probabilities();
  EXPECT_NEAR(log[7], log[5], 1e-9);
  EXPECT_NEAR(log[7] - log[6], std::log(5), 0.1);
  EXPECT_NEAR(log[12], log[6], 0.1);
}

TEST(KeyFilter, SumsToOneAndStartsEven) {
  KeyFilter filter({});
  for (int i = 0; i < 50; ++i) filter.process(evidence_for(3, 1000), 0.1);
  double sum = 0;
  for (const double value : filter.log_probabilities()) sum += std::exp(value);
  EXPECT_NEAR(sum, 1, 1e-6);
  filter.reset();
  for (const double value : filter.log_probabilities())
    EXPECT_NEAR(value, -std::log(24), 1e-12);
}

}  // namespace
}  // namespace mood
