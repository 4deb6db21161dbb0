/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "basicanalysis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "signals.h"
#include "tune.h"

namespace mood {
namespace {

constexpr double kRate = BasicAnalysis::kSampleRate;

void expect_in_range(const MoodFrame& frame) {
  const Metrics& m = frame.metrics;
  for (const double value :
       {m.energy, m.valence, m.intensity, m.brightness, m.beat_strength,
        m.warmth, m.rhythm_regularity, m.harmonic_ratio, m.complexity,
        m.tempo_confidence, frame.confidence}) {
    // Negated, so that NaN fails as well.
    ASSERT_TRUE(value >= 0 && value <= 1) << value;
  }
  ASSERT_TRUE(m.tempo_bpm == 0 || (m.tempo_bpm > 40 && m.tempo_bpm < 250));
}

bool same(const MoodFrame& a, const MoodFrame& b) {
  return std::memcmp(&a.metrics, &b.metrics, sizeof a.metrics) == 0 &&
         a.confidence == b.confidence && a.state == b.state &&
         a.category == b.category;
}

TEST(BasicAnalysis, KnowsNothingAtFirst) {
  BasicAnalysis analysis({});
  EXPECT_EQ(analysis.frame().state, State::kUnknown);
  EXPECT_EQ(analysis.frame().confidence, 0);
  analysis.process(test::noise(kRate, 0.6, 0.3));
  EXPECT_EQ(analysis.frame().state, State::kUnknown);
  EXPECT_EQ(analysis.frame().confidence, 0);
  analysis.process(test::noise(kRate, 0.9, 0.3));
  EXPECT_NE(analysis.frame().state, State::kUnknown);
  EXPECT_GT(analysis.frame().confidence, 0);
  EXPECT_LT(analysis.frame().confidence, 0.6);
}

TEST(BasicAnalysis, SilenceIsSilence) {
  BasicAnalysis analysis({});
  analysis.process(test::silence(kRate, 0.7));
  EXPECT_EQ(analysis.frame().state, State::kSilence);
  analysis.process(test::silence(kRate, 60));
  const MoodFrame frame = analysis.frame();
  EXPECT_EQ(frame.state, State::kSilence);
  EXPECT_EQ(frame.confidence, 1);
  EXPECT_EQ(to_string(frame.category), "calm_dark_gentle");
  for (const double value :
       {frame.metrics.energy, frame.metrics.intensity, frame.metrics.brightness,
        frame.metrics.beat_strength, frame.metrics.warmth,
        frame.metrics.rhythm_regularity, frame.metrics.harmonic_ratio,
        frame.metrics.complexity, frame.metrics.tempo_bpm,
        frame.metrics.tempo_confidence})
    EXPECT_EQ(value, 0);
}

// Seconds of @p samples until silence begins or ends.
double time_until(BasicAnalysis& analysis, std::span<const float> samples,
                  bool silence) {
  constexpr size_t kStep = 51;
  for (size_t i = 0; i + kStep <= samples.size(); i += kStep) {
    analysis.process(samples.subspan(i, kStep));
    if ((analysis.frame().state == State::kSilence) == silence)
      return static_cast<double>(i + kStep) / kRate;
  }
  return INFINITY;
}

TEST(BasicAnalysis, SilenceComesAndGoesQuickly) {
  const auto nothing = test::silence(kRate, 5);
  const std::vector<float> sounds[] = {
      test::noise(kRate, 5, 0.3), test::sine(kRate, 5, 60, 0.3),
      test::sine(kRate, 5, 3000, 0.01), test::clicks(kRate, 5, 300, 0.5)};
  for (const auto& sound : sounds) {
    // Sound with gaps takes longer to tell from pops.
    const double limit_s = &sound == &sounds[3] ? 0.5 : 0.3;
    BasicAnalysis analysis({});
    analysis.process(sound);
    for (int round = 0; round < 3; ++round) {
      EXPECT_LT(time_until(analysis, nothing, true), 0.7);
      analysis.process(nothing);
      EXPECT_LT(time_until(analysis, sound, false), limit_s);
      analysis.process(sound);
      EXPECT_NE(analysis.frame().state, State::kSilence);
    }
  }
}

TEST(BasicAnalysis, SilenceHasASettableThreshold) {
  const auto hum = test::sine(kRate, 3, 100, 0.002);  // -57 dBFS
  BasicAnalysis analysis({});
  analysis.process(hum);
  EXPECT_NE(analysis.frame().state, State::kSilence);
  analysis.set_settings({.silence_threshold_db = -50});
  analysis.process(hum);
  EXPECT_EQ(analysis.frame().state, State::kSilence);
  analysis.set_settings({.silence_threshold_db = -70});
  analysis.process(hum);
  EXPECT_NE(analysis.frame().state, State::kSilence);
}

TEST(BasicAnalysis, DoesNotDependOnChunks) {
  auto samples = test::synthesise_tune(kRate, 1);
  samples.resize(static_cast<size_t>(20 * kRate));
  BasicAnalysis whole({});
  whole.process(samples);
  for (const size_t chunk : {1, 441, 512, 8191}) {
    BasicAnalysis cut({});
    for (size_t i = 0; i < samples.size(); i += chunk)
      cut.process(
          std::span(samples).subspan(i, std::min(chunk, samples.size() - i)));
    EXPECT_TRUE(same(whole.frame(), cut.frame())) << "chunks of " << chunk;
    ASSERT_EQ(whole.beats().size(), cut.beats().size());
    for (size_t i = 0; i < whole.beats().size(); ++i)
      EXPECT_EQ(whole.beats()[i].offset_s, cut.beats()[i].offset_s);
  }
}

TEST(BasicAnalysis, StaysFiniteWhateverComes) {
  auto clipped = test::sine(kRate, 4, 200, 5);
  for (float& sample : clipped) sample = std::clamp(sample, -1.0f, 1.0f);
  std::vector<float> impulses(static_cast<size_t>(4 * kRate));
  for (size_t i = 0; i < impulses.size(); i += 5000) impulses[i] = 1;
  const std::vector<float> huge(static_cast<size_t>(4 * kRate), 3e38f);
  const auto signals = {
      test::noise(kRate, 4, 1),         std::vector<float>(90000, 0.9f),
      test::square(kRate, 4, 50, 1),    impulses,
      test::sine(kRate, 4, 440, 1e-30), clipped,
      test::square(kRate, 4, 50, 3e38), huge,
      test::sine(kRate, 4, 440, 1e-5),  test::silence(kRate, 2)};
  BasicAnalysis one_after_another({});
  for (const auto& samples : signals) {
    BasicAnalysis fresh({});
    for (BasicAnalysis* analysis : {&fresh, &one_after_another})
      for (size_t i = 0; i + 1000 <= samples.size(); i += 1000) {
        analysis->process(std::span(samples).subspan(i, 1000));
        expect_in_range(analysis->frame());
      }
  }
}

TEST(BasicAnalysis, BrightnessAndWarmthFollowTheSpectrum) {
  BasicAnalysis low({}), high({});
  low.process(test::sine(kRate, 4, 300, 0.3));
  high.process(test::sine(kRate, 4, 5000, 0.3));
  EXPECT_LT(low.frame().metrics.brightness, 0.1);
  EXPECT_GT(high.frame().metrics.brightness, 0.9);
  EXPECT_GT(low.frame().metrics.warmth, 0.9);
  EXPECT_LT(high.frame().metrics.warmth, 0.1);
  EXPECT_GT(low.frame().metrics.harmonic_ratio, 0.9);
}

TEST(BasicAnalysis, ConstantMusicKeepsItsState) {
  const auto tune = test::synthesise_tune(kRate, 1);
  for (const auto& section : test::tune_sections()) {
    const std::string name = section.name;
    if (name != "calm" && name != "drop") continue;
    // Two bars in a loop, for two minutes.
    const auto bars = std::span(tune).subspan(
        static_cast<size_t>((section.start_s + 4) * kRate),
        static_cast<size_t>(4 * kRate));
    BasicAnalysis analysis({});
    for (int i = 0; i < 30; ++i) {
      analysis.process(bars);
      EXPECT_NE(std::find(section.allowed.begin(), section.allowed.end(),
                          analysis.frame().state),
                section.allowed.end())
          << name << ", " << 4 * (i + 1)
          << " s: " << to_string(analysis.frame().state);
    }
  }
}

// A soft passage is silence at low volume, but what is known of the music
// when it goes on is the same.
TEST(BasicAnalysis, MetricsOutliveASoftPassageAtAnyVolume) {
  auto music = test::synthesise_tune(kRate, 1);
  music.resize(static_cast<size_t>(12 * kRate));
  auto soft = std::vector<float>(music.begin(),
                                 music.begin() + static_cast<int>(1.5 * kRate));
  for (float& sample : soft) sample *= 0.012f;
  Metrics metrics[2];
  bool silent[2] = {};
  for (const int quiet : {0, 1}) {
    const double gain_db = quiet ? -18 : 0;
    BasicAnalysis analysis({});
    analysis.process(test::with_gain(music, gain_db));
    analysis.process(test::with_gain(soft, gain_db));
    silent[quiet] = analysis.frame().state == State::kSilence;
    analysis.process(test::with_gain(
        std::span(music).first(static_cast<size_t>(0.5 * kRate)), gain_db));
    metrics[quiet] = analysis.frame().metrics;
  }
  ASSERT_TRUE(silent[1] && !silent[0]) << "the example is not at the border";
  for (const MetricField& field : kMetricFields) {
    if (!field.is_share) continue;
    EXPECT_NEAR(metrics[0].*field.value, metrics[1].*field.value, 0.03)
        << field.name;
  }
}

TEST(BasicAnalysis, GuessesAGenreOnlyWithEvidence) {
  BasicAnalysis analysis({});
  EXPECT_EQ(analysis.genre().genre, Genre::kUnknown);
  EXPECT_EQ(analysis.genre().confidence, 0);
  analysis.process(test::synthesise_tune(kRate, 1));
  const GenreEstimate genre = analysis.genre();
  EXPECT_GT(genre.confidence, 0);
  double sum = 0;
  for (const float probability : genre.probabilities) sum += probability;
  EXPECT_NEAR(sum, 1, 1e-5);
  EXPECT_EQ(analysis.frame().category.genre, Genre::kUnknown);
  analysis.start_song();
  EXPECT_EQ(analysis.genre().confidence, 0);
}

TEST(BasicAnalysis, SensitivityAndSmoothingWork) {
  auto samples = test::synthesise_tune(kRate, 1);
  samples.resize(static_cast<size_t>(20 * kRate));
  BasicAnalysis dull({.sensitivity = 0.1}), neutral({}),
      keen({.sensitivity = 0.9});
  for (BasicAnalysis* analysis : {&dull, &neutral, &keen})
    analysis->process(samples);
  EXPECT_LT(dull.frame().metrics.energy + 0.05, neutral.frame().metrics.energy);
  EXPECT_LT(neutral.frame().metrics.energy + 0.05, keen.frame().metrics.energy);

  BasicAnalysis quick({.smoothing = 0}), slow({.smoothing = 1});
  for (BasicAnalysis* analysis : {&quick, &slow}) {
    analysis->process(test::sine(kRate, 10, 300, 0.3));
    analysis->process(test::sine(kRate, 3, 5000, 0.3));
  }
  EXPECT_GT(quick.frame().metrics.brightness, 0.8);
  EXPECT_LT(slow.frame().metrics.brightness, 0.5);
}

TEST(BasicAnalysis, ANewTimelineKeepsWhatIsKnownOfTheSong) {
  auto samples = test::clicks(kRate, 20, 120, 0.7);
  BasicAnalysis analysis({});
  analysis.process(samples);
  const MoodFrame before = analysis.frame();
  analysis.start_timeline();
  EXPECT_TRUE(analysis.beats().empty());
  EXPECT_EQ(analysis.frame().state, before.state);
  analysis.process(std::span(samples).first(static_cast<size_t>(2 * kRate)));
  EXPECT_NEAR(analysis.frame().metrics.tempo_bpm, 120, 2);
  analysis.process(std::span(samples).first(static_cast<size_t>(8 * kRate)));
  ASSERT_FALSE(analysis.beats().empty());
  EXPECT_LT(analysis.beats().front().offset_s, 10);
}

TEST(BasicAnalysis, ANewSongForgetsEverything) {
  auto samples = test::synthesise_tune(kRate, 1);
  samples.resize(static_cast<size_t>(40 * kRate));
  BasicAnalysis used({}), fresh({});
  used.process(samples);
  used.process(std::span(samples).first(300));
  used.start_song();
  EXPECT_TRUE(same(used.frame(), fresh.frame()));
  used.process(samples);
  fresh.process(samples);
  EXPECT_TRUE(same(used.frame(), fresh.frame()));
  EXPECT_EQ(used.beats().size(), fresh.beats().size());
}

}  // namespace
}  // namespace mood
