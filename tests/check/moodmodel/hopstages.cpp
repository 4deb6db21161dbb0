/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "heard.h"
#include "moodfeatures/bandpass.h"
#include "signals.h"

namespace mood {
namespace {

using test::kRate;

constexpr size_t kWhole = 10;  // hops until windows and means have settled

double mean(const std::vector<float>& samples, auto value) {
  return test::mean_of(test::frames_of(samples).hops, kWhole, value);
}

TEST(MelBands, ASineIsLoudestInTheBandAroundIt) {
  Spectrum spectrum({.window_frames = 2048, .sample_rate_hz = kRate});
  MelBands bands({}, spectrum);
  const auto samples = test::sine(kRate, 0.2, 1000, 0.5);
  bands.process(spectrum.process(std::span(samples).first(2048)));
  const auto power = bands.power();
  const auto loudest = static_cast<size_t>(
      std::max_element(power.begin(), power.end()) - power.begin());
  EXPECT_NEAR(bands.centre_hz(loudest), 1000, 60);
  EXPECT_LT(bands.level_db()[loudest + 10], bands.level_db()[loudest] - 40);
}

TEST(MelBands, EmptyBandsLie60DbBelowTheMean) {
  Spectrum spectrum({.window_frames = 2048, .sample_rate_hz = kRate});
  MelBands bands({}, spectrum);
  const auto samples = test::sine(kRate, 0.2, 300, 0.5);
  bands.process(spectrum.process(std::span(samples).first(2048)));
  const double total =
      std::accumulate(bands.power().begin(), bands.power().end(), 0.0);
  EXPECT_NEAR(bands.level_db()[38],
              10 * std::log10(total / MelBands::kBands) - 60, 1);
}

TEST(LogShape, OfASineIsItsFrequency) {
  const auto samples = test::sine(kRate, 1, 880, 0.3);
  EXPECT_NEAR(mean(samples, [](auto& h) { return h.shape.centroid_octaves; }),
              std::log2(880), 0.15);
  EXPECT_LT(mean(samples, [](auto& h) { return h.shape.spread_octaves; }), 0.7);
  EXPECT_LT(mean(samples, [](auto& h) { return h.shape.bass_share; }), 0.01);
}

TEST(LogShape, TellsBassFromTreble) {
  const auto bass = test::sine(kRate, 1, 80, 0.3);
  const auto treble = test::sine(kRate, 1, 5000, 0.3);
  EXPECT_GT(mean(bass, [](auto& h) { return h.shape.bass_share; }), 0.9);
  EXPECT_GT(mean(treble, [](auto& h) { return h.shape.treble_share; }), 0.9);
  EXPECT_LT(mean(bass, [](auto& h) { return h.shape.rolloff_octaves; }),
            mean(treble, [](auto& h) { return h.shape.rolloff_octaves; }) - 4);
}

TEST(BandTexture, NoiseIsFlatAndASineStandsOut) {
  const auto noise = test::noise(kRate, 2, 0.3);
  const auto sine = test::sine(kRate, 2, 1500, 0.3);
  // White noise: mean logarithm of an exponential variable, -2.5 dB.
  EXPECT_NEAR(mean(noise, [](auto& h) { return h.texture.flatness_db[4]; }),
              -2.5, 0.4);
  EXPECT_LT(mean(sine, [](auto& h) { return h.texture.flatness_db[4]; }), -15);
  EXPECT_GT(mean(sine, [](auto& h) { return h.texture.contrast_db[4]; }),
            mean(noise, [](auto& h) { return h.texture.contrast_db[4]; }) + 20);
}

TEST(BandFlux, MeasuresRisesAndFallsInDb) {
  Spectrum spectrum({.window_frames = 2048, .sample_rate_hz = kRate});
  const MelBands bands({}, spectrum);
  BandFlux flux(bands);
  std::array<float, MelBands::kBands> level_db;
  level_db.fill(-40);
  EXPECT_EQ(flux.process(level_db).rise_db[0], 0);
  const size_t middle = bands.band_from(200);
  for (size_t b = 0; b < middle; ++b) level_db[b] += 6;
  const auto louder = flux.process(level_db);
  EXPECT_NEAR(louder.rise_db[0], 6, 1e-4);
  EXPECT_EQ(louder.fall_db[0], 0);
  EXPECT_EQ(louder.rise_db[1], 0);
  for (float& level : level_db) level -= 3;
  const auto quieter = flux.process(level_db);
  for (size_t r = 0; r < BandFlux::kRegisters; ++r) {
    EXPECT_EQ(quieter.rise_db[r], 0);
    EXPECT_NEAR(quieter.fall_db[r], 3, 1e-4);
  }
}

TEST(Cepstrum, OfALevelSpectrumIsItsZerothCoefficient) {
  const Cepstrum cepstrum;
  std::array<float, MelBands::kBands> level_db;
  level_db.fill(-30);
  const auto level = cepstrum.process(level_db);
  EXPECT_NEAR(level[0], -30 * std::sqrt(40.0), 1e-2);
  for (size_t k = 1; k < level.size(); ++k) EXPECT_NEAR(level[k], 0, 1e-3);
  for (size_t b = 0; b < level_db.size(); ++b)
    level_db[b] = static_cast<float>(
        std::cos(std::numbers::pi * 3 * (static_cast<double>(b) + 0.5) / 40));
  const auto wave = cepstrum.process(level_db);
  EXPECT_NEAR(wave[3], std::sqrt(20.0), 1e-3);
  EXPECT_NEAR(wave[2], 0, 1e-3);
}

TEST(Dynamics, TellsGapsFromSound) {
  Dynamics dynamics({});
  for (int i = 0; i < 100; ++i) dynamics.process(-20, 6);
  const auto loud = dynamics.process(-19, 6);
  EXPECT_EQ(loud.below, 0);
  EXPECT_EQ(loud.gap, 0);
  EXPECT_EQ(loud.crest_db, 6);
  const auto soft = dynamics.process(-30, 6);
  EXPECT_EQ(soft.below, 1);
  EXPECT_EQ(soft.gap, 0);
  EXPECT_EQ(dynamics.process(-45, 6).gap, 1);
}

TEST(BandPass, PassesItsMiddleAndHalvesThePowerAtItsBorders) {
  const auto gain = [](double frequency) {
    BandPass filter(0.02, 0.08);
    double power = 0;
    for (int i = 0; i < 4000; ++i) {
      const double y =
          filter.process(std::sin(2 * std::numbers::pi * frequency * i));
      if (i >= 2000) power += y * y;
    }
    return power / 1000;
  };
  EXPECT_NEAR(gain(0.04), 1, 0.02);
  EXPECT_NEAR(gain(0.02), 0.5, 0.02);
  EXPECT_NEAR(gain(0.08), 0.5, 0.02);
  EXPECT_LT(gain(0.002), 0.02);
}

// Fluctuation at f Hz lies in the band that holds f.
class Fluctuation : public testing::TestWithParam<std::pair<double, size_t>> {};

TEST_P(Fluctuation, LiesInItsBand) {
  const auto [frequency_hz, band] = GetParam();
  Modulation modulation({.hop_s = DescriptorBank::kHopSeconds});
  std::array<double, Modulation::kValues> sums = {};
  for (int i = 0; i < 2000; ++i) {
    const auto rise_db =
        static_cast<float>(1 + std::sin(2 * std::numbers::pi * frequency_hz *
                                        i * DescriptorBank::kHopSeconds));
    const auto power = modulation.process(std::array{0.0f, rise_db, 0.0f});
    for (size_t v = 0; v < sums.size(); ++v) sums[v] += power[v];
  }
  const auto middle = sums.begin() + Modulation::kBands;
  const auto strongest =
      std::max_element(middle, middle + Modulation::kBands) - middle;
  EXPECT_EQ(static_cast<size_t>(strongest), band);
  EXPECT_EQ(sums[band], 0) << "the bass did not move";
}

INSTANTIATE_TEST_SUITE_P(Hz, Fluctuation,
                         testing::Values(std::pair(1.0, 0), std::pair(3.0, 1),
                                         std::pair(6.0, 2),
                                         std::pair(12.0, 3)));

TEST(Pace, FasterNotesLieInHigherBands) {
  const auto centre = [](double bpm) {
    const auto frames = test::frames_of(test::clicks(kRate, 8, bpm, 0.5)).hops;
    double power = 0;
    double sum = 0;
    for (size_t b = 0; b < Pace::kBands; ++b) {
      const double part =
          test::mean_of(frames, 100, [b](auto& h) { return h.pace[b]; });
      power += part;
      sum += part * static_cast<double>(b);
    }
    return sum / power;
  };
  EXPECT_GT(centre(480), centre(90) + 0.5);
}

TEST(SuperFlux, FindsEveryClickAndNoneInASteadyTone) {
  const auto count = [](const std::vector<float>& samples) {
    double onsets = 0;
    for (const HopFeatures& hop : test::frames_of(samples).hops)
      onsets += hop.notes.onset;
    return onsets;
  };
  // 2 clicks a second from 0 s; the first finds no past to stand out from.
  EXPECT_NEAR(count(test::clicks(kRate, 5, 120, 0.5)), 10, 1);
  auto tone = test::sine(kRate, 5, 440, 0.5);
  EXPECT_LE(count(tone), 1);
}

TEST(SuperFlux, VibratoIsNoOnset) {
  std::vector<float> samples(static_cast<size_t>(4 * kRate));
  double phase = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kRate;
    const double semitones = 0.3 * std::sin(2 * std::numbers::pi * 6 * t);
    phase += 2 * std::numbers::pi * 660 * std::exp2(semitones / 12) / kRate;
    samples[i] = static_cast<float>(0.4 * std::sin(phase));
  }
  const auto strength = [](auto& h) { return h.notes.strength; };
  EXPECT_LT(mean(samples, strength),
            0.3 * mean(test::clicks(kRate, 4, 360, 0.4), strength));
}

TEST(SpectralMotion, NoiseMovesAndFillsATonePersists) {
  const auto noise = test::noise(kRate, 2, 0.3);
  const auto sine = test::sine(kRate, 2, 1000, 0.3);
  EXPECT_LT(mean(sine, [](auto& h) { return h.motion.distance; }), 0.02);
  EXPECT_GT(mean(noise, [](auto& h) { return h.motion.distance; }), 0.3);
  EXPECT_LT(mean(sine, [](auto& h) { return h.motion.entropy; }), 1.5);
  // 1025 bins of exponentially distributed power: ln(1025) - 0.42.
  EXPECT_NEAR(mean(noise, [](auto& h) { return h.motion.entropy; }), 6.5, 0.1);
  EXPECT_LT(mean(sine, [](auto& h) { return h.motion.fullness; }), 4);
  EXPECT_GT(mean(noise, [](auto& h) { return h.motion.fullness; }), 8);
}

TEST(WaveMoments, TellSpikesFromTones) {
  const auto kurtosis = [](const std::vector<float>& samples) {
    WaveMoments moments;
    const auto sums = moments.process(samples);
    return sums[1] * static_cast<double>(samples.size()) / (sums[0] * sums[0]);
  };
  EXPECT_NEAR(kurtosis(test::sine(kRate, 1, 441, 0.7)), 1.5, 0.01);
  EXPECT_NEAR(kurtosis(test::noise(kRate, 1, 0.7)), 1.8, 0.05);  // uniform
  EXPECT_GT(kurtosis(test::clicks(kRate, 1, 120, 0.7)), 10);
}

}  // namespace
}  // namespace mood
