/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/harmonicseparation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <vector>

#include "fft.h"
#include "separated.h"
#include "signals.h"

namespace mood::features {
namespace {

float median(std::vector<float> values) {
  const auto middle = values.begin() + ptrdiff_t(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Share of bin @p bin of @p frame that is harmonic.
float naive_mask(const Spectrogram& spectrogram, size_t frame, size_t bin) {
  std::vector<float> across;
  std::vector<float> along;
  for (ptrdiff_t i = -15; i <= 15; ++i) {
    across.push_back(spectrogram.magnitude(
        reflected(ptrdiff_t(frame) + i, spectrogram.frames()))[bin]);
    along.push_back(
        spectrogram.magnitude(frame)[reflected(ptrdiff_t(bin) + i, kBins)]);
  }
  const float h = median(across);
  const float p = median(along);
  const float larger = std::max(h, p);
  if (larger < std::numeric_limits<float>::min()) return 0.5f;
  return (h / larger) * (h / larger) /
         ((h / larger) * (h / larger) + (p / larger) * (p / larger));
}

/// The definition, in double precision but for the mask.
std::vector<double> naive_harmonic(Spectrogram& spectrogram) {
  const size_t length = kFftSize + kHop * (spectrogram.frames() - 1);
  std::vector<double> sum(length);
  std::vector<double> weight(length);
  RealTransform<double> inverse(kFftSize,
                                RealTransform<double>::Direction::kInverse);
  for (size_t frame = 0; frame < spectrogram.frames(); ++frame) {
    for (size_t bin = 0; bin < kBins; ++bin)
      inverse.bins()[bin] = spectrogram.spectrum(frame)[bin] *
                            naive_mask(spectrogram, frame, bin);
    inverse.execute();
    for (size_t i = 0; i < kFftSize; ++i) {
      const double hann =
          0.5 - 0.5 * std::cos(2 * std::numbers::pi * double(i) / kFftSize);
      sum[frame * kHop + i] += hann * inverse.real()[i] / kFftSize;
      weight[frame * kHop + i] += hann * hann;
    }
  }
  std::vector<double> out(spectrogram.samples());
  for (size_t i = 0; i < out.size(); ++i)
    out[i] = sum[i + kFftSize / 2] / weight[i + kFftSize / 2];
  return out;
}

TEST(HarmonicSeparation, FollowsItsDefinition) {
  for (const size_t samples :
       {size_t{1}, size_t{511}, size_t{512}, size_t{1600}, 40 * kHop + 100}) {
    const auto window = music(samples);
    Separated separated(window);
    const auto expected = naive_harmonic(separated.spectrogram);
    const auto harmonic = separated.separation.harmonic();
    ASSERT_EQ(harmonic.size(), samples);
    for (size_t i = 0; i < samples; ++i)
      ASSERT_NEAR(harmonic[i], expected[i], 2e-7) << i << " of " << samples;
  }
}

TEST(HarmonicSeparation, KeepsATone) {
  const auto tone = test::sine(kRate_hz, 3, 440, 0.5);
  const Separated separated(tone);
  EXPECT_GT(separated.share(tone), 0.99);
  const auto harmonic = separated.separation.harmonic();
  for (size_t i = 4 * kHop; i < tone.size() - 4 * kHop; ++i)
    ASSERT_NEAR(harmonic[i], tone[i], 0.01) << i;
}

TEST(HarmonicSeparation, LeavesOutClicks) {
  std::vector<float> clicks(3 * size_t(kRate_hz));
  for (size_t i = 5000; i < clicks.size(); i += 11025) clicks[i] = 1;
  EXPECT_LT(Separated(clicks).share(clicks), 1e-6);
  const auto bursts = test::clicks(kRate_hz, 3, 120, 0.8);
  EXPECT_LT(Separated(bursts).share(bursts), 0.05);
}

TEST(HarmonicSeparation, TakesTheToneFromBetweenClicks) {
  const auto tone = test::sine(kRate_hz, 3, 330, 0.3);
  auto mix = tone;
  for (size_t i = 5000; i < mix.size(); i += 11025) mix[i] += 0.5f;
  const auto harmonic = Separated(mix).harmonic();
  std::vector<float> rest(mix.size());
  std::transform(tone.begin(), tone.end(), harmonic.begin(), rest.begin(),
                 std::minus<>());
  EXPECT_LT(energy(rest), 0.01 * energy(tone));
}

TEST(HarmonicSeparation, SilenceStaysSilent) {
  const std::vector<float> silence(3 * size_t(kRate_hz));
  const Separated separated(silence);
  EXPECT_TRUE(same_bits(separated.harmonic(), silence));
  EXPECT_EQ(separated.separation.harmonic_energy(), 0);
}

TEST(HarmonicSeparation, TakesASingleSample) {
  // Its spectrum is flat: both medians are the same everywhere.
  const std::vector<float> sample = {0.5f};
  const Separated separated(sample);
  EXPECT_NEAR(separated.separation.harmonic().front(), 0.25, 1e-6);
}

TEST(HarmonicSeparation, ScalesWithTheWindow) {
  // Powers of two, so that nothing is rounded differently.
  const auto window = music(20 * kHop);
  const auto harmonic = Separated(window).harmonic();
  for (const float scale : {0x1p-60f, 0x1p-4f, 0x1p20f}) {
    auto scaled = window;
    for (float& sample : scaled) sample *= scale;
    auto expected = harmonic;
    for (float& sample : expected) sample *= scale;
    EXPECT_TRUE(same_bits(Separated(scaled).harmonic(), expected)) << scale;
  }
}

TEST(HarmonicSeparation, EnergyIsThatOfTheSamples) {
  for (const size_t samples : {1u, 511u, 513u, 20000u, 66150u}) {
    const auto window = music(samples);
    const Separated separated(window);
    const double expected = energy(separated.separation.harmonic());
    EXPECT_NEAR(separated.separation.harmonic_energy(), expected,
                1e-12 * expected);
  }
}

TEST(HarmonicSeparation, EveryIsaGivesTheSameBits) {
  const auto window = music(50 * kHop + 77);
  const Separated baseline(window, Isa::kBaseline);
  for (const Isa isa : available_isas()) {
    const Separated separated(window, isa);
    EXPECT_TRUE(same_bits(separated.harmonic(), baseline.harmonic()));
    EXPECT_EQ(separated.separation.harmonic_energy(),
              baseline.separation.harmonic_energy());
  }
}

}  // namespace
}  // namespace mood::features
