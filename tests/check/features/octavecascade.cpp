/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/octavecascade.h"

#include <gtest/gtest.h>
#include <soxr.h>

#include <algorithm>
#include <cmath>

#include "signals.h"

namespace mood::features {
namespace {

/// libsoxr's own decimation of the whole signal at once.
std::vector<float> soxr_halved(std::span<const float> samples) {
  std::vector<float> halved((samples.size() + 1) / 2);
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  size_t made = 0;
  EXPECT_EQ(
      soxr_oneshot(2, 1, 1, samples.data(), samples.size(), nullptr,
                   halved.data(), halved.size(), &made, &io, &quality, nullptr),
      nullptr);
  EXPECT_EQ(made, halved.size());
  return halved;
}

float largest_difference(std::span<const float> a, std::span<const float> b) {
  EXPECT_EQ(a.size(), b.size());
  float largest = 0;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::fabs(a[i] - b[i]));
  return largest;
}

class OctaveCascadeOf : public testing::TestWithParam<size_t> {};

TEST_P(OctaveCascadeOf, HalvesAsLibsoxrDoes) {
  const auto noise = test::noise(kRate_hz, 4, 1);
  const auto signal = std::span(noise).first(GetParam());
  OctaveCascade cascade({.maximum_samples = GetParam()});
  cascade.process(signal, Stale::all(signal.size()));
  std::vector<float> expected(signal.begin(), signal.end());
  for (size_t k = 1; k < OctaveCascade::kOctaves; ++k) {
    expected = soxr_halved(expected);
    EXPECT_LT(largest_difference(cascade.signal(k), expected), 1.5e-6) << k;
  }
}

INSTANTIATE_TEST_SUITE_P(Lengths, OctaveCascadeOf,
                         testing::Values(1, 2, 63, 200, 1657, 1658, 20001,
                                         66150));

TEST(OctaveCascade, FiltersAgainWhatASlidingWindowTouches) {
  constexpr size_t kSamples = 66150;
  const auto noise = test::noise(kRate_hz, 9, 1);
  OctaveCascade sliding({.maximum_samples = kSamples});
  sliding.process(std::span(noise).first(kSamples), Stale::all(kSamples));
  size_t first = 0;
  for (const size_t hops : {1, 0, 7, 22, 64, 128, 3}) {
    first += hops * kHop;
    const auto signal = std::span(noise).subspan(first, kSamples);
    sliding.shift(hops);
    sliding.process(signal, {});
    OctaveCascade fresh({.maximum_samples = kSamples});
    fresh.process(signal, Stale::all(kSamples));
    for (size_t k = 0; k < OctaveCascade::kOctaves; ++k)
      EXPECT_LT(largest_difference(sliding.signal(k), fresh.signal(k)), 1e-6)
          << "octave " << k << ", " << hops << " hops";
    if (hops == 1) {
      EXPECT_LT(sliding.stale(1).size(), kSamples / 50);
    }
  }
}

TEST(OctaveCascade, FiltersAgainWhatChanged) {
  constexpr size_t kSamples = 50000;
  auto signal = test::noise(kRate_hz, 3, 1);
  signal.resize(kSamples);
  OctaveCascade kept({.maximum_samples = kSamples});
  kept.process(signal, Stale::all(kSamples));
  const Stale changes[] = {{{0, 1}, {}},
                           {{300, 9000}, {}},
                           {{49999, 50000}, {}},
                           {{20, 40}, {30000, 50000}},
                           {{100, 200}, {300, 400}}};
  for (const Stale& changed : changes) {
    changed.for_each([&](size_t i) { signal[i] = 0.5f - signal[i]; });
    kept.process(signal, changed);
    OctaveCascade fresh({.maximum_samples = kSamples});
    fresh.process(signal, Stale::all(kSamples));
    for (size_t k = 1; k < OctaveCascade::kOctaves; ++k)
      EXPECT_LT(largest_difference(kept.signal(k), fresh.signal(k)), 1e-6) << k;
  }
}

}  // namespace
}  // namespace mood::features
