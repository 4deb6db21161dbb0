/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "differences.h"
#include "signals.h"
#include "tune.h"

namespace mood::features {
namespace {

using Samples = std::vector<float>;

constexpr size_t kWindow = 3 * size_t(kRate_hz);
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kDenormal = std::numeric_limits<float>::denorm_min();

Samples noise(size_t count, double amplitude) {
  auto samples = test::noise(kRate_hz, 3, amplitude, 9);
  samples.resize(count);
  return samples;
}

Samples sine(size_t count) {
  auto samples = test::sine(kRate_hz, 3, 440, .5);
  samples.resize(count);
  return samples;
}

Samples alternating(float value) {
  Samples samples(kWindow, value);
  for (size_t i = 1; i < kWindow; i += 2) samples[i] = -value;
  return samples;
}

Samples with(Samples samples, size_t index, float value) {
  samples[index] = value;
  return samples;
}

std::string name_of(const auto& info) { return info.param.name; }

/// A window that is unusual, but audio.
struct Odd {
  const char* name;
  Samples (*samples)();
};

void PrintTo(const Odd& odd, std::ostream* out) { *out << odd.name; }

constexpr Odd kOddWindows[] = {
    {"Silence", [] { return Samples(kWindow); }},
    {"Dc", [] { return Samples(kWindow, .25f); }},
    {"NegativeDc", [] { return Samples(kWindow, -1); }},
    {"FullScaleSquare", [] { return test::square(kRate_hz, 3, 110, 1); }},
    {"Nyquist", [] { return alternating(1); }},
    {"LoudestNyquist", [] { return alternating(10); }},
    {"BeyondAnySense",
     [] { return alternating(std::numeric_limits<float>::max()); }},
    {"LoudestNoise", [] { return noise(kWindow, 10); }},
    {"FaintNoise", [] { return noise(kWindow, 1e-9); }},
    {"FaintestNoise", [] { return noise(kWindow, 1e-30); }},
    {"DenormalNoise", [] { return noise(kWindow, 1e-39); }},
    {"Denormals", [] { return Samples(kWindow, kDenormal); }},
    {"AlternatingDenormals", [] { return alternating(kDenormal); }},
    {"OneDenormal", [] { return with(Samples(kWindow), 30000, kDenormal); }},
    {"FirstSample", [] { return with(Samples(kWindow), 0, 1); }},
    {"LastSample", [] { return with(Samples(kWindow), kWindow - 1, 1); }},
    {"NegativeZeros", [] { return Samples(kWindow, -0.f); }},
};

class OddWindow : public testing::TestWithParam<Odd> {};

TEST_P(OddWindow, HasFeaturesWithinTheirRanges) {
  const auto samples = GetParam().samples();
  const auto result = analyse(samples);
  ASSERT_TRUE(result.features);
  EXPECT_EQ(impossible_values(*result.features), "");
  for (const Isa isa : available_isas())
    EXPECT_EQ(differences(analyse(samples, isa), result), "") << to_string(isa);
}

INSTANTIATE_TEST_SUITE_P(, OddWindow, testing::ValuesIn(kOddWindows),
                         [](const auto& info) { return name_of(info); });

/// Lengths around the borders of frames, hops and halves of them.
class OddLength : public testing::TestWithParam<size_t> {};

TEST_P(OddLength, HasFeaturesWithinTheirRanges) {
  for (const auto& samples : {Samples(GetParam()), Samples(GetParam(), .5f),
                              noise(GetParam(), .5), sine(GetParam())}) {
    const auto result = analyse(samples);
    ASSERT_TRUE(result.features);
    EXPECT_EQ(impossible_values(*result.features), "");
    for (const uint32_t frame : result.beat_frames)
      EXPECT_LT(frame, frame_count(samples.size()));
    for (const uint32_t frame : result.onset_frames)
      EXPECT_LT(frame, frame_count(samples.size()));
  }
}

TEST_P(OddLength, DoesNotDependOnWhatTheMemoryHolds) {
  const auto samples = noise(GetParam(), .5);
  FeatureExtractor large({.maximum_samples = kWindow});
  ASSERT_TRUE(large.process(noise(kWindow, 1)));
  const auto features = large.process(samples);
  EXPECT_EQ(differences(result_of(large, features), analyse(samples)), "");
}

INSTANTIATE_TEST_SUITE_P(, OddLength,
                         testing::Values(1, 2, 3, 16, 255, 256, 257, 511, 512,
                                         513, 1023, 1024, 1025, 1536, 2047,
                                         2048, 2049, 4096, 4097, 7000, 15360,
                                         15361, 19845, 44100, 66149));

/// Windows of which there is nothing to say.
struct Hopeless {
  const char* name;
  float value;
  size_t index;
};

void PrintTo(const Hopeless& hopeless, std::ostream* out) {
  *out << hopeless.name;
}

class HopelessWindow : public testing::TestWithParam<Hopeless> {};

TEST_P(HopelessWindow, HasNoFeaturesAndSpoilsNoOther) {
  const auto good = sine(kWindow);
  const auto bad = with(good, GetParam().index, GetParam().value);
  FeatureExtractor extractor({});
  EXPECT_FALSE(extractor.process(bad));
  EXPECT_EQ(
      differences(result_of(extractor, extractor.process(good)), analyse(good)),
      "");
  EXPECT_FALSE(extractor.process(bad, {1, 0}));
  EXPECT_FALSE(extractor.process(bad, {1, 100}));
}

INSTANTIATE_TEST_SUITE_P(
    , HopelessWindow,
    testing::Values(Hopeless{"FirstIsNaN", kNaN, 0},
                    Hopeless{"OneIsNaN", kNaN, 33333},
                    Hopeless{"LastIsNaN", kNaN, kWindow - 1},
                    Hopeless{"FirstIsInfinite", kInfinity, 0},
                    Hopeless{"OneIsInfinite", kInfinity, 12345},
                    Hopeless{"LastIsInfinite", kInfinity, kWindow - 1},
                    Hopeless{"FirstIsNegativeInfinity", -kInfinity, 0},
                    Hopeless{"LastIsNegativeInfinity", -kInfinity,
                             kWindow - 1}),
    [](const auto& info) { return name_of(info); });

TEST(EmptyWindow, HasNoFeatures) {
  FeatureExtractor extractor({});
  EXPECT_FALSE(extractor.process({}));
  EXPECT_FALSE(extractor.process({}, {1, 0}));
}

// As extract_features has it (LedFx PR #1639): one sample beyond 10 and the
// whole window is clipped to full scale.
TEST(Clipping, StartsBeyondTen) {
  auto samples = noise(kWindow, 5);
  samples[100] = 10;
  const auto loud = analyse(samples);
  samples[100] = std::nextafter(10.f, 11.f);
  auto clipped = samples;
  for (float& sample : clipped) sample = std::clamp(sample, -1.f, 1.f);
  const auto wanted = analyse(clipped);
  EXPECT_EQ(differences(analyse(samples), wanted), "");
  EXPECT_NE(differences(loud, wanted, 1e-3), "");
  samples[100] = -samples[100];
  clipped[100] = -1;
  EXPECT_EQ(differences(analyse(samples), analyse(clipped)), "");
}

TEST(Clipping, LeavesTheCallersSamplesAlone) {
  const auto samples = alternating(12);
  auto copy = samples;
  FeatureExtractor extractor({});
  ASSERT_TRUE(extractor.process(copy));
  EXPECT_EQ(copy, samples);
}

TEST(Silence, HasLibrosasValues) {
  const auto result = analyse(Samples(kWindow));
  ASSERT_TRUE(result.features);
  EXPECT_EQ(kPitchClassNames[result.features->key], "C");
  EXPECT_EQ(result.features->mode, Mode::kMinor);
  EXPECT_EQ(result.features->tempo_bpm, 0);
  EXPECT_EQ(result.features->harmonic_ratio, .5);
  EXPECT_EQ(result.features->onset_strength, 0);
  EXPECT_TRUE(result.beat_frames.empty());
  EXPECT_TRUE(result.onset_frames.empty());
}

TEST(LongestWindow, IsThirtySeconds) {
  const size_t size = 30 * size_t(kRate_hz);
  const auto tune = test::synthesise_tune(kRate_hz, 1);
  const auto samples = std::span(tune).subspan(400000, size);
  FeatureExtractor extractor({.maximum_samples = size});
  const auto features = extractor.process(samples);
  ASSERT_TRUE(features);
  EXPECT_EQ(impossible_values(*features), "");
  EXPECT_NEAR(features->tempo_bpm, 120, 4);
  EXPECT_NEAR(double(extractor.beat_frames().size()), 60, 4);
  // A shorter one afterwards finds nothing of it.
  const auto shorter = samples.first(kWindow);
  EXPECT_EQ(differences(result_of(extractor, extractor.process(shorter)),
                        analyse(shorter)),
            "");
}

}  // namespace
}  // namespace mood::features
