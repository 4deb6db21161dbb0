/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "differences.h"
#include "signals.h"
#include "tune.h"

/// What holds for the features of any music, whatever librosa says.
namespace mood::features {
namespace {

constexpr size_t kWindow = 3 * size_t(kRate_hz);

/// A part of the synthetic tune, above a floor of noise: neither digital
/// silence nor a sample that is exactly 0, where librosa has rules of its own.
std::vector<float> music(double from_s, double seconds) {
  static const auto kTune = [] {
    auto samples = test::synthesise_tune(kRate_hz, 1);
    test::Noise floor(3);
    for (float& sample : samples) sample += 1e-4f * floor.next();
    return samples;
  }();
  const auto begin = kTune.begin() + std::ptrdiff_t(from_s * kRate_hz);
  return {begin, begin + std::ptrdiff_t(seconds * kRate_hz)};
}

/// Starts of windows that sound different: calm, build, drop, groove.
constexpr double kPlaces_s[] = {2, 12.3, 18.6, 34, 47, 60.5};

std::vector<float> scaled(std::vector<float> samples, float factor) {
  for (float& sample : samples) sample *= factor;
  return samples;
}

class Gain : public testing::TestWithParam<float> {};

TEST_P(Gain, MovesTheFirstMfccAlone) {
  // A level in dB in all 128 bands is sqrt(128) as much in coefficient 0.
  const double shift = 20 * std::log10(GetParam()) * std::sqrt(128);
  for (const double place_s : kPlaces_s) {
    const auto samples = music(place_s, 3);
    auto wanted = analyse(samples);
    wanted.features->mfcc[0] += shift;
    EXPECT_EQ(differences(analyse(scaled(samples, GetParam())), wanted, 2e-6),
              "")
        << "at " << place_s << " s";
  }
}

INSTANTIATE_TEST_SUITE_P(, Gain, testing::Values(.25f, 4.f),
                         [](const auto& info) {
                           return info.param < 1 ? "Quarter" : "Fourfold";
                         });

TEST(Polarity, ChangesNothing) {
  for (const double place_s : kPlaces_s) {
    const auto samples = music(place_s, 3);
    EXPECT_EQ(differences(analyse(scaled(samples, -1)), analyse(samples)), "")
        << "at " << place_s << " s";
  }
}

/// Clicks between over half a second of faint noise before and after.
std::vector<float> framed_clicks() {
  auto samples = test::silence(kRate_hz, .6);
  test::append(samples, test::clicks(kRate_hz, 2, 120, .8));
  test::append(samples, test::silence(kRate_hz, .6));
  test::Noise floor(5);
  // Fainter than makes an onset of the window's start.
  for (float& sample : samples) sample += 1e-4f * floor.next();
  return samples;
}

std::vector<uint32_t> later_by(std::vector<uint32_t> frames, uint32_t more) {
  for (uint32_t& frame : frames) frame += more;
  return frames;
}

TEST(Shift, ByAHopMovesBeatsAndOnsetsByAFrame) {
  const auto samples = framed_clicks();
  const auto first = analyse(std::span(samples).first(kWindow));
  ASSERT_EQ(first.onset_frames.size(), 4u);
  ASSERT_GE(first.beat_frames.size(), 3u);
  for (uint32_t hops = 1; hops <= 8; ++hops) {
    const auto second =
        analyse(std::span(samples).subspan(hops * kHop, kWindow));
    EXPECT_EQ(later_by(second.onset_frames, hops), first.onset_frames) << hops;
    EXPECT_EQ(later_by(second.beat_frames, hops), first.beat_frames) << hops;
    EXPECT_EQ(second.features->tempo_bpm, first.features->tempo_bpm) << hops;
  }
}

TEST(Repetition, GivesTheSameBits) {
  FeatureExtractor extractor({.maximum_samples = kWindow});
  FeatureExtractor another({.maximum_samples = kWindow});
  for (const double place_s : kPlaces_s) {
    const auto samples = music(place_s, 3);
    const auto first = *extractor.process(samples);
    const auto second = *extractor.process(samples);
    const auto third = *another.process(samples);
    EXPECT_EQ(std::memcmp(&first, &second, sizeof first), 0) << place_s;
    EXPECT_EQ(std::memcmp(&first, &third, sizeof first), 0) << place_s;
  }
}

TEST(Isa, MakesNoDifference) {
  for (const double place_s : kPlaces_s) {
    const auto samples = music(place_s, 3);
    const auto baseline = analyse(samples, Isa::kBaseline);
    for (const Isa isa : available_isas())
      EXPECT_EQ(differences(analyse(samples, isa), baseline), "")
          << to_string(isa) << " at " << place_s << " s";
  }
}

}  // namespace
}  // namespace mood::features
