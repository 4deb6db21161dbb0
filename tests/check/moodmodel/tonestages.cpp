/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "heard.h"
#include "moodfeatures/roughness.h"
#include "moodfeatures/tonality.h"
#include "signals.h"

namespace mood {
namespace {

using test::kRate;

constexpr size_t kWhole = 8;  // frames until window and smoothing have settled

std::vector<float> chord(std::initializer_list<int> notes, double seconds) {
  std::vector<float> samples(static_cast<size_t>(seconds * kRate));
  for (const int note : notes) {
    const auto tone =
        test::sine(kRate, seconds, 440 * std::exp2((note - 69) / 12.0), 0.15);
    for (size_t i = 0; i < samples.size(); ++i) samples[i] += tone[i];
  }
  return samples;
}

double mean(const std::vector<float>& samples, auto value) {
  return test::mean_of(test::frames_of(samples).tones, kWhole, value);
}

std::vector<SpectralPeak> peaks_of(const std::vector<float>& samples) {
  Spectrum spectrum({.window_frames = 8192, .sample_rate_hz = kRate});
  SpectralPeaks peaks(spectrum);
  const auto found =
      peaks.process(spectrum.process(std::span(samples).first(8192)));
  return {found.begin(), found.end()};
}

TEST(SpectralPeaks, AreTheTonesOfAChord) {
  const auto peaks = peaks_of(chord({60, 64, 67}, 1));
  std::vector<SpectralPeak> strong;
  std::copy_if(peaks.begin(), peaks.end(), std::back_inserter(strong),
               [](const SpectralPeak& p) { return p.strength > 0.5; });
  ASSERT_EQ(strong.size(), 3u);
  EXPECT_NEAR(strong[0].note, 60, 0.03);
  EXPECT_NEAR(strong[1].note, 64, 0.03);
  EXPECT_NEAR(strong[2].note, 67, 0.03);
  EXPECT_NEAR(strong[0].hz, 261.63, 0.5);
}

TEST(SpectralPeaks, NoneInSilence) {
  EXPECT_TRUE(peaks_of(test::silence(kRate, 1)).empty());
}

TEST(SpectralPeaks, HoldTheTonesPowerAndLittleOfNoise) {
  const auto share = [](auto& t) { return t.tonal_share; };
  EXPECT_GT(mean(chord({60, 67}, 2), share), 0.9);
  EXPECT_LT(mean(test::noise(kRate, 2, 0.3), share), 0.5);
}

TEST(PitchProfile, FindsTheClassesOfAChord) {
  const auto samples = chord({60, 64, 67}, 2);
  const auto all = [](size_t i) {
    return [i](auto& t) { return t.profile.all[i]; };
  };
  for (const size_t i : {0, 4, 7})
    EXPECT_NEAR(mean(samples, all(i)), 1.0 / 3, 0.05);
  EXPECT_LT(mean(samples, all(2)), 0.03);
  EXPECT_GT(mean(samples, [](auto& t) { return t.profile.in_tune; }), 0.95);
}

// A fifth of a semitone sharp: the tuning is taken out.
TEST(PitchProfile, FollowsTheTuning) {
  auto samples = test::sine(kRate, 3, 440 * std::exp2(0.2 / 12), 0.3);
  EXPECT_GT(mean(samples, [](auto& t) { return t.profile.all[9]; }), 0.95);
}

TEST(PitchProfile, KnowsTheBass) {
  const auto samples = chord({45, 72}, 2);
  EXPECT_GT(mean(samples, [](auto& t) { return t.profile.bass[9]; }), 0.95);
  EXPECT_GT(mean(samples, [](auto& t) { return t.profile.all[0]; }), 0.3);
}

TEST(Harmony, TellsMajorFromMinor) {
  const auto major = chord({60, 64, 67}, 2);
  const auto minor = chord({60, 63, 67}, 2);
  const auto less = [](auto& t) { return t.harmony.major - t.harmony.minor; };
  EXPECT_GT(mean(major, less), 0.2);
  EXPECT_LT(mean(minor, less), -0.2);
  EXPECT_GT(mean(major, [](auto& t) { return t.harmony.major; }), 0.95);
}

TEST(Harmony, HearsIntervals) {
  const auto fifth = chord({60, 67}, 2);
  const auto second = chord({60, 61}, 2);
  EXPECT_GT(mean(fifth, [](auto& t) { return t.harmony.intervals[4]; }), 0.4);
  EXPECT_GT(mean(second, [](auto& t) { return t.harmony.intervals[0]; }), 0.4);
  EXPECT_LT(mean(fifth, [](auto& t) { return t.harmony.intervals[0]; }), 0.1);
}

TEST(Harmony, ChangesWithTheChord) {
  auto samples = chord({60, 64, 67}, 2);
  const auto steady = mean(samples, [](auto& t) { return t.harmony.change; });
  test::append(samples, chord({61, 65, 68}, 2));
  double largest = 0;
  for (const ToneFeatures& tone : test::frames_of(samples).tones)
    largest = std::max<double>(largest, tone.harmony.change);
  EXPECT_LT(steady, 0.05);
  EXPECT_GT(largest, 0.8);
}

TEST(Harmony, EntropyGrowsWithTheClasses) {
  const auto entropy = [](auto& t) { return t.harmony.entropy; };
  EXPECT_LT(mean(chord({69}, 2), entropy), 0.1);
  EXPECT_NEAR(mean(chord({60, 64, 67}, 2), entropy), std::log(3) / std::log(12),
              0.06);
  EXPECT_GT(mean(test::noise(kRate, 2, 0.3), entropy), 0.9);
}

TEST(PeakTracks, SteadyTonesGoOnNoiseDoesNot) {
  const auto continuity = [](auto& t) { return t.tracks.continuity; };
  EXPECT_GT(mean(chord({60, 64, 67}, 2), continuity), 0.95);
  EXPECT_LT(mean(test::noise(kRate, 2, 0.3), continuity), 0.85);
}

TEST(PeakTracks, KnowTheRegister) {
  const auto samples = chord({48, 60}, 2);
  EXPECT_NEAR(mean(samples, [](auto& t) { return t.tracks.register_note; }), 54,
              1);
  EXPECT_NEAR(mean(samples, [](auto& t) { return t.tracks.register_spread; }),
              6, 1);
  EXPECT_NEAR(mean(samples, [](auto& t) { return t.tracks.lowest_note; }), 48,
              0.5);
  EXPECT_NEAR(mean(samples, [](auto& t) { return t.tracks.density; }),
              std::log2(3), 0.3);
}

// Two equal tones beat most about a quarter of a critical band apart.
TEST(Roughness, IsLargestAtAQuarterOfACriticalBand) {
  const auto of = [](float distance_hz) {
    const std::array<SpectralPeak, 2> peaks = {
        SpectralPeak{60, 500, 1}, SpectralPeak{60, 500 + distance_hz, 1}};
    return roughness(peaks);
  };
  EXPECT_EQ(of(0), 0);
  EXPECT_GT(of(30), 2 * of(5));
  EXPECT_GT(of(30), 5 * of(150));
  EXPECT_EQ(of(300), 0);
  EXPECT_EQ(roughness({}), 0);
}

TEST(Roughness, ASemitoneIsRougherThanAFifth) {
  const auto rough = [](auto& t) { return t.roughness; };
  EXPECT_GT(mean(chord({60, 61}, 2), rough),
            5 * mean(chord({60, 67}, 2), rough) + 0.05);
}

TEST(Tonality, FindsMajorAndMinorScalesClear) {
  const Tonality major = tonality({5, 0, 2, 0, 3, 2, 0, 4, 0, 2, 0, 1});
  EXPECT_GT(major.best, 0.9);
  EXPECT_GT(major.clarity, 0.1);
  EXPECT_GT(major.majorness, 0.1);
  const Tonality minor = tonality({5, 0, 2, 3, 0, 2, 0, 4, 1, 0, 1, 0});
  EXPECT_LT(minor.majorness, -0.1);
  // Every key fits alike.
  const Tonality flat = tonality({1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
  EXPECT_EQ(flat.clarity, 0);
  EXPECT_EQ(flat.majorness, 0);
}

}  // namespace
}  // namespace mood
