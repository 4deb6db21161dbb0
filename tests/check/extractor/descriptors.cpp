/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <cmath>

#include "descriptors/descriptorbank.h"
#include "hopslicer.h"
#include "signals.h"

namespace mood {
namespace {

constexpr double kRate = DescriptorBank::kSampleRate;

// The descriptors after all of @p samples.
Descriptors describe(std::span<const float> samples) {
  DescriptorBank bank;
  HopSlicer slicer(DescriptorBank::kHopFrames);
  Descriptors last;
  slicer.process(samples,
                 [&](std::span<const float> hop) { last = bank.process(hop); });
  return last;
}

TEST(HopSlicer, CutsAnyChunksIntoEqualHops) {
  const auto samples = test::noise(kRate, 0.2, 1);
  for (const size_t chunk : {1, 511, 512, 513, 5000}) {
    HopSlicer slicer(512);
    std::vector<float> joined;
    for (size_t i = 0; i < samples.size(); i += chunk)
      slicer.process(
          std::span(samples).subspan(i, std::min(chunk, samples.size() - i)),
          [&](std::span<const float> hop) {
            ASSERT_EQ(hop.size(), 512u);
            test::append(joined, hop);
          });
    ASSERT_EQ(joined.size(), samples.size() / 512 * 512);
    EXPECT_TRUE(std::equal(joined.begin(), joined.end(), samples.begin()));
  }
}

TEST(Spectrum, MeasuresTheAmplitudeOfASine) {
  Spectrum spectrum({});
  const double frequency_hz = 100 * spectrum.bin_hz();
  const auto samples = test::sine(kRate, 1, frequency_hz, 0.25);
  std::span<const float> magnitude;
  for (size_t i = 0; i + 512 <= samples.size(); i += 512)
    magnitude = spectrum.process(std::span(samples).subspan(i, 512));
  EXPECT_NEAR(magnitude[100], 0.25, 0.001);
  EXPECT_NEAR(magnitude[110], 0, 0.001);
}

class Sines : public testing::TestWithParam<double> {};

TEST_P(Sines, HaveTheirFrequencyAsCentroid) {
  const double frequency_hz = GetParam();
  const Descriptors found = describe(test::sine(kRate, 2, frequency_hz, 0.3));
  EXPECT_NEAR(found.shape.centroid_hz, frequency_hz, 0.01 * frequency_hz + 8);
  EXPECT_NEAR(found.zero_crossings, 2 * frequency_hz / kRate, 0.005);
  EXPECT_NEAR(found.level_db, 20 * std::log10(0.3) - 3.01, 0.3);
  EXPECT_NEAR(found.crest_db, 3.01, 0.4);
  EXPECT_LT(found.shape.flatness_db, -30);
  EXPECT_GT(found.tonal, 0.85);
  EXPECT_LT(found.flux, 0.02);
}

INSTANTIATE_TEST_SUITE_P(Frequencies, Sines,
                         testing::Values(110, 440, 1000, 3000, 8000));

// ITU-R BS.1770-4: 0 dB FS at 997 Hz in one channel reads -3.01 LKFS.
TEST(Loudness, ReadsTheReferenceTone) {
  const Descriptors found = describe(test::sine(kRate, 4, 997, 1));
  EXPECT_NEAR(found.momentary_db, -3.01, 0.1);
  EXPECT_NEAR(found.short_term_db, -3.01, 0.1);
}

TEST(Loudness, ForgetsAfterItsWindows) {
  auto samples = test::sine(kRate, 4, 997, 1);
  test::append(samples, test::silence(kRate, 1));
  const Descriptors found = describe(samples);
  EXPECT_LT(found.momentary_db, -90);
  EXPECT_NEAR(found.short_term_db, -3.01 - 10 * std::log10(1.5), 0.2);
}

TEST(Descriptors, TellNoiseFromTone) {
  const Descriptors tone = describe(test::sine(kRate, 2, 440, 0.3));
  const Descriptors noise = describe(test::noise(kRate, 2, 0.3));
  EXPECT_NEAR(noise.shape.centroid_hz, kRate / 4, 300);
  EXPECT_GT(noise.shape.flatness_db, -4);
  EXPECT_NEAR(noise.tonal, 0.5, 0.1);
  EXPECT_GT(noise.flux, 10 * tone.flux);
  for (size_t band = 1; band < SpectralContrast::kBands; ++band)
    EXPECT_LT(noise.contrast_db[band], 45);
  EXPECT_GT(tone.contrast_db[1], 60);
}

TEST(Descriptors, SeeWarmthAndBass) {
  EXPECT_GT(describe(test::sine(kRate, 1, 250, 0.3)).shape.warm_share, 0.98);
  EXPECT_LT(describe(test::sine(kRate, 1, 2500, 0.3)).shape.warm_share, 0.02);
  EXPECT_NEAR(describe(test::sine(kRate, 1, 86, 1)).shape.bass_db, 1.8, 0.5);
  EXPECT_LT(describe(test::sine(kRate, 1, 1000, 1)).shape.bass_db, -60);
}

TEST(Descriptors, AreLevelFree) {
  auto samples = test::noise(kRate, 2, 0.1);
  const auto tone = test::sine(kRate, 2, 330, 0.2);
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] = samples[i] * (i / 4000 % 2) + tone[i];
  const Descriptors a = describe(samples);
  const Descriptors b = describe(test::with_gain(samples, -18));
  EXPECT_NEAR(a.level_db - b.level_db, 18, 0.01);
  EXPECT_NEAR(a.flux, b.flux, 0.001);
  EXPECT_NEAR(a.shape.centroid_hz, b.shape.centroid_hz, 0.1);
  EXPECT_NEAR(a.shape.flatness_db, b.shape.flatness_db, 0.01);
  EXPECT_NEAR(a.contrast_db[1], b.contrast_db[1], 0.01);
  EXPECT_NEAR(a.tonal, b.tonal, 0.001);
  EXPECT_NEAR(a.pitch_entropy, b.pitch_entropy, 0.001);
}

TEST(Descriptors, DoNotTakeAnOffsetForSound) {
  const std::vector<float> offset(44100, 0.7f);
  EXPECT_LT(describe(offset).level_db, -90);
}

TEST(Descriptors, PitchEntropyCountsTheClasses) {
  auto chord = test::sine(kRate, 3, 440, 0.2);
  const double one = describe(chord).pitch_entropy;
  for (const double hz : {554.37, 659.26}) {
    const auto tone = test::sine(kRate, 3, hz, 0.2);
    for (size_t i = 0; i < chord.size(); ++i) chord[i] += tone[i];
  }
  EXPECT_LT(one, 0.3);
  EXPECT_GT(describe(chord).pitch_entropy, one + 0.2);
  EXPECT_GT(describe(test::noise(kRate, 3, 0.3)).pitch_entropy, 0.9);
}

}  // namespace
}  // namespace mood
