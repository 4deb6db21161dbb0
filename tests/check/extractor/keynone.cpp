/* SPDX-License-Identifier: LGPL-2.1-or-later */
// What has no key.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "keysongs.h"

namespace mood {
namespace {

using test::add_tone;
using test::kChord_s;
using test::kHop;
using test::kRate_hz;

/// Whether a key was told at any moment after @p first_s.
bool ever_told(std::span<const float> samples, double first_s = 0) {
  const auto first = static_cast<size_t>(first_s * kRate_hz);
  KeyTracker tracker;
  for (size_t i = 0; i + kHop <= samples.size(); i += kHop) {
    tracker.process(samples.subspan(i, kHop), true);
    if (i >= first && tracker.estimate().pitch_class != kNoKey) return true;
  }
  return false;
}

TEST(NoKey, IsFoundWhereThereIsNone) {
  EXPECT_FALSE(ever_told(test::silence(kRate_hz, 20))) << "silence";
  for (const uint32_t seed : {1u, 2u, 3u})
    EXPECT_FALSE(ever_told(test::noise(kRate_hz, 30, 0.3, seed))) << seed;
  EXPECT_FALSE(ever_told(test::clicks(kRate_hz, 30, 120, 0.5))) << "clicks";
  EXPECT_FALSE(ever_told(test::drums(30))) << "drums";
  EXPECT_FALSE(ever_told(test::sine(kRate_hz, 20, 440, 0.5))) << "one pitch";
}

TEST(NoKey, IsFoundInGlides) {
  for (const double octaves_per_s : {0.2, 0.5}) {
    std::vector<float> samples = test::silence(kRate_hz, 20);
    double phase = 0;
    for (size_t i = 0; i < samples.size(); ++i) {
      const double t = static_cast<double>(i) / kRate_hz;
      const double octaves = std::fmod(octaves_per_s * t, 5);
      phase += 55 * std::exp2(octaves) / kRate_hz;
      samples[i] =
          static_cast<float>(0.4 * std::sin(2 * std::numbers::pi * phase));
    }
    EXPECT_FALSE(ever_told(samples)) << octaves_per_s;
  }
}

TEST(NoKey, IsFoundWhereAllPitchesAreAlike) {
  std::vector<float> cluster = test::silence(kRate_hz, 20);
  std::vector<float> row = cluster;
  for (int i = 0; i < 20; ++i)
    for (int n = 0; n < 12; ++n) {
      add_tone(cluster, i * kChord_s, 60 + n, 0.02);
      add_tone(row, i * kChord_s + n / 12.0, 60 + n * 5 % 12, 0.05);
    }
  EXPECT_FALSE(ever_told(cluster)) << "cluster";
  // The first notes of a row may well be a key's.
  EXPECT_FALSE(ever_told(row, 10)) << "twelve-tone row";
}

TEST(NoKey, IsFoundInSlowGlidesOfRichTones) {
  std::vector<float> samples = test::silence(kRate_hz, 30);
  double phase = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kRate_hz;
    phase += (110 + 12 * t) / kRate_hz;
    double sum = 0;
    for (int h = 1; h <= 5; ++h)
      sum += std::sin(2 * std::numbers::pi * h * phase) / h;
    samples[i] = static_cast<float>(0.2 * sum);
  }
  EXPECT_FALSE(ever_told(samples));
}

}  // namespace
}  // namespace mood
