/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tune.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "basicanalysis.h"
#include "resampler.h"
#include "signals.h"

namespace mood {
namespace {

constexpr double kRate = BasicAnalysis::kSampleRate;

struct Snapshot {
  double time_s;
  MoodFrame frame;
};

std::vector<float> at_analysis_rate(std::span<const float> samples,
                                    double rate_hz) {
  Resampler resampler({.rate_hz = rate_hz});
  std::vector<float> output;
  for (size_t i = 0; i < samples.size(); i += 4096)
    test::append(output, resampler.process(samples.subspan(
                             i, std::min<size_t>(4096, samples.size() - i))));
  test::append(output, resampler.flush());
  return output;
}

// The mood every 100 ms.
std::vector<Snapshot> snapshots(std::span<const float> samples) {
  BasicAnalysis analysis({});
  std::vector<Snapshot> found;
  for (size_t i = 0; i + 2205 <= samples.size(); i += 2205) {
    analysis.process(samples.subspan(i, 2205));
    found.push_back({static_cast<double>(i + 2205) / kRate, analysis.frame()});
  }
  return found;
}

bool allows(const test::TuneSection& section, State state) {
  return std::find(section.allowed.begin(), section.allowed.end(), state) !=
         section.allowed.end();
}

// What the state may take to follow a section's start, in seconds.
double transition_s(const test::TuneSection& section) {
  if (allows(section, State::kSilence)) return 1;
  if (allows(section, State::kBuild))
    return (section.end_s - section.start_s) / 2;
  if (allows(section, State::kGroove)) return 4;
  return allows(section, State::kPeak) ? 1.5 : 2.5;
}

void expect_states(const std::vector<Snapshot>& found,
                   const std::vector<test::TuneSection>& sections) {
  for (const Snapshot& snapshot : found)
    for (const auto& section : sections) {
      const double into_s = snapshot.time_s - section.start_s;
      if (into_s <= transition_s(section) || snapshot.time_s > section.end_s)
        continue;
      EXPECT_TRUE(allows(section, snapshot.frame.state))
          << section.name << " at " << snapshot.time_s << " s is "
          << to_string(snapshot.frame.state);
    }
}

size_t changes_of_state(const std::vector<Snapshot>& found) {
  size_t changes = 0;
  State last = State::kUnknown;
  for (const Snapshot& snapshot : found) {
    changes += last != State::kUnknown && snapshot.frame.state != last;
    last = snapshot.frame.state;
  }
  return changes;
}

void expect_silence_ends(const std::vector<Snapshot>& found,
                         const std::vector<test::TuneSection>& sections) {
  for (size_t i = 1; i < sections.size(); ++i) {
    if (!allows(sections[i - 1], State::kSilence)) continue;
    for (const Snapshot& snapshot : found) {
      if (snapshot.time_s > sections[i].start_s + 0.5 &&
          snapshot.time_s < sections[i].end_s) {
        EXPECT_NE(snapshot.frame.state, State::kSilence);
      }
    }
  }
}

struct Variation {
  double rate_hz = kRate;
  double gain_db = 0;
  test::TuneParameters tune;
};

class Tunes : public testing::TestWithParam<Variation> {};

TEST_P(Tunes, AreUnderstood) {
  const Variation& variation = GetParam();
  const auto tune = test::with_gain(
      at_analysis_rate(
          test::synthesise_tune(variation.rate_hz, 1, variation.tune),
          variation.rate_hz),
      variation.gain_db);
  const auto sections = test::tune_sections(variation.tune);
  const auto found = snapshots(tune);
  expect_states(found, sections);
  expect_silence_ends(found, sections);
  EXPECT_LE(changes_of_state(found), sections.size());
  // Ten seconds into the parts with drums.
  for (const auto& section : sections) {
    if (!allows(section, State::kPeak)) continue;
    for (const Snapshot& snapshot : found) {
      if (snapshot.time_s > section.start_s + 10 &&
          snapshot.time_s < section.end_s) {
        EXPECT_NEAR(snapshot.frame.metrics.tempo_bpm, variation.tune.bpm,
                    0.02 * variation.tune.bpm)
            << section.name << " at " << snapshot.time_s;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Variations, Tunes,
    testing::Values(Variation{}, Variation{.rate_hz = 44100},
                    Variation{.rate_hz = 48000}, Variation{.gain_db = -18},
                    Variation{.gain_db = 6}, Variation{.gain_db = 18},
                    Variation{.tune = {.bpm = 128, .seed = 2, .transpose = 3}},
                    Variation{.tune = {.bpm = 124, .seed = 3, .transpose = -3}},
                    Variation{.tune = {.bpm = 112, .seed = 4, .transpose = 5}},
                    Variation{.tune = {.bpm = 136, .seed = 5}}));

TEST(Tune, SoundsTheSameAtAnyVolume) {
  const auto tune = test::synthesise_tune(kRate, 1);
  const auto reference = snapshots(tune);
  for (const double gain_db : {-18.0, -6.0, 18.0}) {
    const auto found = snapshots(test::with_gain(tune, gain_db));
    ASSERT_EQ(found.size(), reference.size());
    double worst = 0;
    for (size_t i = 0; i < found.size(); ++i) {
      // The last audible moment depends on the volume, the rest does not.
      if (found[i].frame.state != reference[i].frame.state) {
        EXPECT_TRUE(found[i].frame.state == State::kSilence ||
                    reference[i].frame.state == State::kSilence);
        continue;
      }
      const Metrics& a = reference[i].frame.metrics;
      const Metrics& b = found[i].frame.metrics;
      for (const auto member :
           {&Metrics::energy, &Metrics::valence, &Metrics::intensity,
            &Metrics::brightness, &Metrics::beat_strength, &Metrics::warmth,
            &Metrics::rhythm_regularity, &Metrics::harmonic_ratio,
            &Metrics::complexity})
        worst = std::max(worst, std::abs(a.*member - b.*member));
    }
    EXPECT_LE(worst, 0.03) << gain_db << " dB";
    RecordProperty("worst_difference_" + std::to_string(int(gain_db)),
                   std::to_string(worst));
  }
}

TEST(Tune, HasTheSectionsItTellsOf) {
  const auto sections = test::tune_sections();
  const auto tune = test::synthesise_tune(kRate, 1);
  EXPECT_NEAR(static_cast<double>(tune.size()) / kRate, sections.back().end_s,
              0.001);
  for (size_t i = 0; i < sections.size(); ++i) {
    if (i > 0) {
      EXPECT_EQ(sections[i].start_s, sections[i - 1].end_s);
    }
    const auto first = static_cast<size_t>(sections[i].start_s * kRate);
    const auto last =
        std::min(static_cast<size_t>(sections[i].end_s * kRate), tune.size());
    float peak = 0;
    for (size_t k = first + 1; k + 1 < last; ++k)
      peak = std::max(peak, std::abs(tune[k]));
    EXPECT_EQ(peak == 0, allows(sections[i], State::kSilence))
        << sections[i].name;
    EXPECT_LE(peak, 1);
  }
}

TEST(Tune, RepeatsExactlyAndFillsItsChannels) {
  const auto mono = test::synthesise_tune(8000, 1);
  EXPECT_EQ(mono, test::synthesise_tune(8000, 1));
  const auto stereo = test::synthesise_tune(8000, 2);
  ASSERT_EQ(stereo.size(), 2 * mono.size());
  size_t different = 0;
  for (size_t i = 0; i < mono.size(); ++i) {
    different += stereo[2 * i] != stereo[2 * i + 1];
    if (std::abs(stereo[2 * i]) < 0.9 && std::abs(stereo[2 * i + 1]) < 0.9) {
      ASSERT_NEAR((stereo[2 * i] + stereo[2 * i + 1]) / 2, mono[i], 1e-4);
    }
  }
  EXPECT_GT(different, mono.size() / 4);
}

}  // namespace
}  // namespace mood
