/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tempo: accumulated, of the right octave, steady, and none where there is
 * no beat. */
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include "allocationcounter.h"
#include "basicanalysis.h"
#include "mood/moodjudge.h"
#include "mood/silencegate.h"
#include "moodfeatures/spanfeatures.h"
#include "rhythm/tempoestimator.h"
#include "rhythm/tempogram.h"
#include "rhythm/tempogrid.h"
#include "rhythm/temposcorer.h"
#include "signals.h"
#include "synth.h"

namespace mood {
namespace {

constexpr double kRate = BasicAnalysis::kSampleRate;

struct Moment {
  double time_s = 0;
  double tempo_bpm = 0;
  double confidence = 0;
};

/// The tempo after every hop, in a listener as BasicAnalysis has it.
std::vector<Moment> hear(std::span<const float> samples) {
  DescriptorBank bank;
  SilenceGate gate({.hop_s = DescriptorBank::kHopSeconds});
  MoodJudge judge;
  TempoEstimator estimator;
  std::vector<Moment> moments;
  while (samples.size() >= DescriptorBank::kHopFrames) {
    const auto& now = bank.process(samples.first(DescriptorBank::kHopFrames));
    const bool silent = gate.process(now.level_db, -60);
    if (judge.known()) estimator.set_sound(judge.features());
    estimator.process(bank, now, !silent);
    judge.process(bank, now, silent);
    samples = samples.subspan(DescriptorBank::kHopFrames);
    moments.push_back(
        {static_cast<double>(moments.size() + 1) * DescriptorBank::kHopSeconds,
         estimator.estimate().tempo_bpm, estimator.estimate().confidence});
  }
  return moments;
}

/// A drum pattern in 4/4 with bass, from @p start_s to @p end_s.
void play_drums(test::Synth& synth, double bpm, double start_s, double end_s) {
  const double beat_s = 60 / bpm;
  for (int beat = 0;; ++beat) {
    const double at_s = start_s + beat * beat_s;
    if (at_s + beat_s > end_s) break;
    if (beat % 2 == 0) synth.kick(at_s, 0.7);
    if (beat % 2 == 1) synth.snare(at_s, 0.5);
    synth.hat(at_s, 0.03, 0.15);
    synth.hat(at_s + beat_s / 2, 0.03, 0.15);
    synth.bass(at_s, beat_s * 0.8, beat % 8 < 4 ? 36 : 41, 0.3);
  }
}

std::vector<float> drums(double bpm, double seconds) {
  test::Synth synth(kRate, seconds, 1);
  play_drums(synth, bpm, 0, seconds);
  return synth.interleaved(1, 0.7f);
}

void pads(test::Synth& synth, double start_s, double length_s) {
  constexpr std::array<int, 3> kChord = {45, 52, 60};
  synth.pad({.start_s = start_s,
             .length_s = length_s,
             .cutoff_from_hz = 900,
             .cutoff_to_hz = 900,
             .gain_from = 0.2,
             .gain_to = 0.2},
            kChord);
}

class Clicks : public testing::TestWithParam<double> {};

TEST_P(Clicks, HaveTheirTempoWithinOnePercent) {
  const double bpm = GetParam();
  for (const Moment& now : hear(test::clicks(kRate, 30, bpm, 0.7))) {
    if (now.time_s < 10) continue;
    ASSERT_NEAR(now.tempo_bpm, bpm, 0.01 * bpm) << now.time_s << " s";
    EXPECT_GT(now.confidence, 0.3);
  }
}

INSTANTIATE_TEST_SUITE_P(Tempi, Clicks,
                         testing::Values(60, 66.6, 75, 90, 100, 117.3, 120, 128,
                                         144.4, 160, 174, 180));

class Drums : public testing::TestWithParam<double> {};

TEST_P(Drums, HaveTheirTempo) {
  const double bpm = GetParam();
  for (const Moment& now : hear(drums(bpm, 25)))
    if (now.time_s > 10) {
      ASSERT_NEAR(now.tempo_bpm, bpm, 0.01 * bpm) << now.time_s << " s";
    }
}

INSTANTIATE_TEST_SUITE_P(Tempi, Drums,
                         testing::Values(84, 96, 105, 120, 128, 138));

TEST(Tempo, FollowsAChange) {
  for (const auto& [from, to] : {std::pair{100.0, 130.0}, {126.0, 96.0}}) {
    test::Synth synth(kRate, 50, 1);
    play_drums(synth, from, 0, 25);
    play_drums(synth, to, 25, 50);
    for (const Moment& now : hear(synth.interleaved(1, 0.7f))) {
      if (now.time_s > 10 && now.time_s < 25) {
        EXPECT_NEAR(now.tempo_bpm, from, 0.02 * from) << now.time_s;
      }
      if (now.time_s > 40) {
        EXPECT_NEAR(now.tempo_bpm, to, 0.02 * to) << now.time_s;
      }
    }
  }
}

TEST(Tempo, SurvivesABreakdown) {
  test::Synth synth(kRate, 40, 1);
  play_drums(synth, 124, 0, 18);
  pads(synth, 0, 40);
  play_drums(synth, 124, 18 + 4 * 60 / 124.0 * 3, 40);
  for (const Moment& now : hear(synth.interleaved(1, 0.7f)))
    if (now.time_s > 10) {
      EXPECT_NEAR(now.tempo_bpm, 124, 2) << now.time_s;
    }
}

TEST(Tempo, IsTheSameAtAnyVolume) {
  const auto samples = drums(110, 20);
  const auto reference = hear(samples);
  for (const double gain_db : {-18.0, 18.0}) {
    const auto found = hear(test::with_gain(samples, gain_db));
    for (size_t i = 0; i < found.size(); ++i)
      ASSERT_NEAR(found[i].tempo_bpm, reference[i].tempo_bpm, 0.1)
          << found[i].time_s << " s at " << gain_db << " dB";
  }
}

/// Syllables: bursts of filtered tone at irregular times, of irregular length.
std::vector<float> babble(double seconds) {
  std::vector<float> samples(static_cast<size_t>(seconds * kRate));
  test::Noise noise(7);
  double phase = 0;
  for (size_t at = 0; at < samples.size();) {
    const auto length =
        static_cast<size_t>(kRate * (0.16 + 0.12 * noise.next()));
    const double pitch_hz = 130 + 40 * noise.next();
    const double loud = 0.15 + 0.1 * noise.next();
    for (size_t i = 0; i < length && at + i < samples.size(); ++i) {
      phase += pitch_hz / kRate;
      const double part = static_cast<double>(i) / static_cast<double>(length);
      samples[at + i] =
          static_cast<float>(loud * std::sin(std::numbers::pi * part) *
                                 (std::fmod(phase, 1.0) - 0.5) +
                             0.001 * noise.next());
    }
    at += length +
          static_cast<size_t>(kRate * std::abs(0.12 + 0.2 * noise.next()));
  }
  return samples;
}

TEST(Tempo, IsNoneWithoutABeat) {
  test::Synth synth(kRate, 25, 1);
  pads(synth, 0, 25);
  const std::vector<std::pair<const char*, std::vector<float>>> sounds = {
      {"silence", test::silence(kRate, 25)},
      {"noise", test::noise(kRate, 25, 0.3)},
      {"tone", test::sine(kRate, 25, 440, 0.3)},
      {"pads", synth.interleaved(1, 0.7f)},
      {"babble", babble(25)}};
  for (const auto& [name, samples] : sounds) {
    size_t told = 0;
    double confidence = 0;
    const auto moments = hear(samples);
    for (const Moment& now : moments) {
      told += now.tempo_bpm > 0;
      confidence = std::max(confidence, now.confidence);
    }
    EXPECT_LE(told, moments.size() / 10) << name;
    EXPECT_LT(confidence, 0.35) << name;
  }
}

TEST(Tempo, IsForgottenInLongSilenceAndInANewSong) {
  auto samples = drums(120, 15);
  const auto pause = test::silence(kRate, 8);
  BasicAnalysis analysis({});
  analysis.process(samples);
  EXPECT_NEAR(analysis.frame().metrics.tempo_bpm, 120, 1);
  analysis.start_timeline();
  EXPECT_NEAR(analysis.frame().metrics.tempo_bpm, 120, 1);
  analysis.process(std::span(samples).first(static_cast<size_t>(kRate)));
  EXPECT_NEAR(analysis.frame().metrics.tempo_bpm, 120, 1);
  analysis.process(pause);
  EXPECT_EQ(analysis.frame().metrics.tempo_bpm, 0);
  EXPECT_EQ(analysis.frame().metrics.tempo_confidence, 0);
}

TEST(Tempogram, PeaksAtThePeriodAcrossACut) {
  Tempogram gram({});
  const auto play = [&gram](int hops, int offset) {
    for (int hop = 0; hop < hops; ++hop) {
      TempoOnsets::Strengths strengths = {};
      strengths.fill((hop + offset) % 20 == 0 ? 5.0f : 0.0f);
      gram.process(strengths);
    }
  };
  play(400, 0);
  gram.cut();
  play(400, 7);  // another phase: as if the sound had jumped
  gram.correlate();
  for (size_t s = 0; s < Tempogram::kSeries; ++s) {
    const auto correlation = gram.correlation(s);
    EXPECT_NEAR(correlation[0], 1, 1e-3);
    EXPECT_GT(correlation[20], 0.9);
    EXPECT_GT(correlation[40], 0.9);
    EXPECT_LT(correlation[13], 0.1);
    EXPECT_LT(correlation[7], 0.1);
  }
  gram.reset();
  gram.correlate();
  EXPECT_EQ(gram.correlation(0)[20], 0);
}

TEST(TempoScorer, WeightsBelongToTheFeatures) {
  EXPECT_EQ(tempo_weights().layout, span_feature_layout())
      << "the tempo has to be trained again";
  EXPECT_EQ(tempo_weights().slope.size(), span_feature_names().size());
  EXPECT_EQ(tempo_weights().inputs.size(), TempoScorer::kInputs);
}

TEST(TempoScorer, SoundMovesThePreference) {
  TempoScorer scorer(tempo_weights());
  const std::vector<float> grid(TempoGrid::kTempi * TempoGrid::kValues);
  const auto mean_octave = [&](double direction) {
    const TempoWeights& weights = tempo_weights();
    std::vector<float> sound(weights.mean.begin(), weights.mean.end());
    for (size_t i = 0; i < sound.size(); ++i)
      sound[i] += static_cast<float>(
          std::copysign(direction, direction * weights.slope[i]) /
          weights.scale[i]);
    scorer.set_sound(sound);
    const auto& p = scorer.probabilities(grid);
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-4);
    double mean = 0;
    for (size_t i = 0; i < p.size(); ++i)
      mean += p[i] * static_cast<double>(i) / TempoGrid::kPerOctave;
    return mean;
  };
  EXPECT_GT(mean_octave(0.2), mean_octave(-0.2) + 0.1);
}

TEST(TempoEstimator, DoesNotAllocate) {
  const auto samples = drums(120, 10);
  DescriptorBank bank;
  TempoEstimator estimator;
  if (!test::allocations())
    GTEST_SKIP() << "allocations cannot be counted here";
  const auto before = test::allocations();
  for (size_t i = 0; i + DescriptorBank::kHopFrames <= samples.size();
       i += DescriptorBank::kHopFrames) {
    const auto& now =
        bank.process(std::span(samples).subspan(i, DescriptorBank::kHopFrames));
    estimator.process(bank, now, true);
  }
  EXPECT_GT(estimator.estimate().tempo_bpm, 0);
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace mood
