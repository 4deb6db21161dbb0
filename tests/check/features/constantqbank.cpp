/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/constantqbank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "features/framing.h"

namespace mood::features {
namespace {

constexpr size_t kTransform = ConstantQBank::kTransform;
constexpr size_t kSpectrum = kTransform / 2 + 1;
using Wave = std::vector<std::complex<double>>;

double frequency_of(size_t filter, double tuning) {
  return 440 *
         std::exp2((24 - 69) / 12.0 + 6 + (double(filter) + tuning) / 36) /
         kRate_hz;
}

double length_of(double frequency) {
  const double r = std::exp2(2.0 / 36);
  return (r + 1) / (r - 1) / frequency;
}

/// librosa.filters.wavelet: a tone under a periodic Hann window, in the middle
/// of the block, its magnitudes' sum the share of the block it fills.
Wave wavelet(double frequency) {
  const double length = length_of(frequency);
  const auto first = ptrdiff_t(std::floor(-length / 2));
  const auto count = size_t(std::floor(length / 2)) - size_t(first);
  Wave wave(kTransform);
  double total = 0;
  for (size_t i = 0; i < count; ++i) {
    const double turns = frequency * double(first + ptrdiff_t(i));
    const double hann =
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * double(i) / double(count));
    wave[(kTransform - count) / 2 + i] =
        std::polar(hann, 2 * std::numbers::pi * turns);
    total += hann;
  }
  for (auto& value : wave) value *= length / kTransform / total;
  return wave;
}

Wave transform(const Wave& wave) {
  Wave circle(kTransform);
  for (size_t i = 0; i < kTransform; ++i)
    circle[i] = std::polar(1.0, -2 * std::numbers::pi * double(i) / kTransform);
  Wave spectrum(kSpectrum);
  for (size_t k = 0; k < kSpectrum; ++k)
    for (size_t n = 0; n < kTransform; ++n)
      spectrum[k] += wave[n] * circle[k * n % kTransform];
  return spectrum;
}

/// librosa.util.sparsify_rows: magnitudes below this are dropped.
double threshold(const Wave& spectrum) {
  std::vector<double> sorted;
  double total = 0;
  for (const auto& value : spectrum) {
    sorted.push_back(std::abs(value));
    total += sorted.back();
  }
  std::sort(sorted.begin(), sorted.end());
  double sum = 0;
  for (const double value : sorted)
    if ((sum += value) / total >= 0.01) return value;
  return 0;
}

class ConstantQBankAt : public testing::TestWithParam<double> {};

TEST_P(ConstantQBankAt, HasTheLargestBinsOfTheWaveletsSpectra) {
  ConstantQBank bank;
  bank.tune(GetParam());
  for (size_t f = 0; f < ConstantQBank::kFilters; ++f) {
    const auto& filter = bank.filters()[f];
    const double frequency = frequency_of(f, GetParam());
    const Wave spectrum = transform(wavelet(frequency));
    const double smallest = threshold(spectrum);
    const auto kept = size_t(std::count_if(
        spectrum.begin(), spectrum.end(),
        [&](const auto& value) { return std::abs(value) >= smallest; }));
    EXPECT_EQ(filter.end - filter.begin, kept) << "filter " << f;
    for (uint32_t i = filter.begin; i < filter.end; ++i) {
      const auto& weight = bank.weights()[i];
      ASSERT_LT(weight.bin, ConstantQBank::kBins);
      const size_t bin = ConstantQBank::kFirstBin + weight.bin;
      EXPECT_GE(std::abs(spectrum[bin]), smallest) << bin;
      // The wavelet's middle is half a sample before the tone's origin.
      const double delay = 2 * std::numbers::pi *
                           (double(bin) * 511.5 / kTransform + frequency / 2);
      const auto real = spectrum[bin] * std::polar(1.0, delay);
      EXPECT_NEAR(double(weight.value), real.real(), 1e-7) << bin;
      EXPECT_NEAR(real.imag(), 0, 1e-12) << bin;
    }
    EXPECT_NEAR(double(filter.gain), 1 / std::sqrt(length_of(frequency)), 1e-8);
  }
}

INSTANTIATE_TEST_SUITE_P(Tunings, ConstantQBankAt,
                         testing::Values(-0.5, -0.31, 0.0, 0.07, 0.49));

TEST(ConstantQBank, LimitsTheTuning) {
  ConstantQBank far;
  ConstantQBank edge;
  far.tune(7);
  edge.tune(0.5);
  ASSERT_EQ(far.weights().size(), edge.weights().size());
  for (size_t i = 0; i < far.weights().size(); ++i)
    EXPECT_EQ(far.weights()[i].value, edge.weights()[i].value);
}

TEST(ConstantQBank, SurvivesFiltersThatFallUponABin) {
  // Tunings for which the distance between a filter and a bin, or a point
  // half way down its flank, vanishes: the poles of the closed form.
  ConstantQBank bank;
  for (size_t f = 0; f < ConstantQBank::kFilters; ++f)
    for (size_t bin = 90; bin < 200; ++bin)
      for (const double beside : {-1e-13, 0.0, 1e-13, 1e-10}) {
        const double ratio = double(bin) / kTransform / frequency_of(f, 0);
        const double tuning = 36 * std::log2(ratio) + beside;
        if (std::fabs(tuning) > 0.5) continue;
        bank.tune(tuning);
        const auto& filter = bank.filters()[f];
        const double peak = length_of(frequency_of(f, tuning)) / kTransform;
        for (uint32_t i = filter.begin; i < filter.end; ++i) {
          const auto& weight = bank.weights()[i];
          if (ConstantQBank::kFirstBin + weight.bin != bin) continue;
          EXPECT_NEAR(double(weight.value), peak, 1e-6 * peak)
              << f << " " << bin << " " << beside;
        }
      }
}

}  // namespace
}  // namespace mood::features
