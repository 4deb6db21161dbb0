/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "allocationcounter.h"
#include "heard.h"
#include "moodfeatures/spanfeatures.h"
#include "signals.h"
#include "tune.h"

namespace mood {
namespace {

using test::Heard;
using test::kRate;

constexpr double kBlock_s = BlockSums::kHops * DescriptorBank::kHopSeconds;

// Music with soft and loud parts, tones, noise and gaps.
std::vector<float> tune(double seconds) {
  static const auto whole = test::synthesise_tune(kRate, 1);
  return {whole.begin(),
          whole.begin() + static_cast<ptrdiff_t>(seconds * kRate)};
}

std::vector<float> heard(std::span<const float> samples,
                         size_t blocks = MoodListener::kShort) {
  Heard all;
  all.process(samples);
  return all.features(blocks);
}

TEST(SpanFeatures, HaveANameEachAndNoneTwice) {
  auto names = span_feature_names();
  EXPECT_EQ(MoodListener().features(1).size(), names.size());
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

double feature(const std::vector<float>& values, std::string_view name) {
  const auto& names = span_feature_names();
  const auto found = std::find(names.begin(), names.end(), name);
  EXPECT_NE(found, names.end()) << name;
  return found == names.end() ? NAN : values[found - names.begin()];
}

TEST(SpanFeatures, MeanDeviationAndChangeAreTheValues) {
  BlockSums sums;
  std::array<float, HopFeatures::kCount> before = {};
  std::array<float, HopFeatures::kCount> now = {};
  for (const float value : {1.0f, 3.0f, 1.0f, 3.0f}) {
    now[1] = value;  // crest
    if (sums.hops.count == 0) before[1] = 3;
    sums.hops.add(now, before);
    before = now;
  }
  sums.hops.close();
  std::vector<float> values(span_feature_names().size());
  compute_span_features(sums, values);
  EXPECT_FLOAT_EQ(feature(values, "crest.m"), 2);
  EXPECT_FLOAT_EQ(feature(values, "crest.s"), 1);
  EXPECT_FLOAT_EQ(feature(values, "crest.d"), 2);
  EXPECT_FLOAT_EQ(feature(values, "crest.b"), 0);
}

TEST(SpanFeatures, APulseIsClearAndHasAPeriod) {
  // 0.557 s = 24 hops exactly, so that every click falls alike.
  const double bpm = 60 / (24 * DescriptorBank::kHopSeconds);
  auto samples = test::clicks(kRate, 8, bpm, 0.5);
  const auto room = test::noise(kRate, 8, 0.005);  // no gaps between them
  for (size_t i = 0; i < samples.size(); ++i) samples[i] += room[i];
  const auto clicks = heard(samples);
  const auto noise = heard(test::noise(kRate, 8, 0.5));
  EXPECT_GT(feature(clicks, "pulse-clarity"), 0.8);
  EXPECT_LT(feature(noise, "pulse-clarity"), 0.4);
  // Every second click is as far from the next.
  const double periods = std::exp2(feature(clicks, "pulse-period")) / 24;
  EXPECT_NEAR(periods, std::round(periods), 0.05);
}

TEST(SpanFeatures, KeysAreClearInAScaleAndNotInNoise) {
  std::vector<float> scale;
  for (const int note : {60, 62, 64, 65, 67, 69, 71, 72, 67, 64, 60, 60})
    test::append(scale, test::sine(kRate, 0.6,
                                   440 * std::exp2((note - 69) / 12.0), 0.3));
  EXPECT_GT(feature(heard(scale), "key-fit"), 0.75);
  EXPECT_GT(feature(heard(scale), "key-fit"),
            feature(heard(test::noise(kRate, 7, 0.3)), "key-fit"));
}

TEST(MoodListener, ABlockIsHalfASecond) {
  Heard all;
  EXPECT_EQ(all.process(test::noise(kRate, 5, 0.3)),
            static_cast<size_t>((5 - 0.1) / kBlock_s));
  EXPECT_EQ(all.listener().blocks(), static_cast<size_t>(4.9 / kBlock_s));
}

TEST(MoodListener, RemembersThirtySeconds) {
  Heard all;
  all.process(test::noise(kRate, 40, 0.3));
  EXPECT_EQ(all.listener().blocks(), MoodListener::kLong);
}

TEST(MoodListener, JudgesTheLastBlocksOnly) {
  auto samples = test::sine(kRate, 12, 440, 0.3);
  const auto alone = test::noise(kRate, 8, 0.3);
  test::append(samples, alone);
  const auto late = heard(samples, 8);
  EXPECT_NEAR(feature(late, "flatness.m"),
              feature(heard(alone, 8), "flatness.m"), 0.2);
  EXPECT_LT(feature(heard(samples, MoodListener::kLong), "flatness.m"),
            feature(late, "flatness.m") - 5);
}

class Gains : public testing::TestWithParam<double> {};

// The playback volume is no feature: all of them stay, but for rounding.
TEST_P(Gains, DoNotMoveTheFeatures) {
  const auto samples = tune(20);
  Heard plain;
  plain.process(samples);
  Heard scaled;
  scaled.process(test::with_gain(samples, GetParam()));
  ASSERT_EQ(plain.listener().blocks(), scaled.listener().blocks());
  for (const size_t blocks : {MoodListener::kShort, MoodListener::kLong}) {
    const auto expected = plain.features(blocks);
    const auto found = scaled.features(blocks);
    for (size_t i = 0; i < expected.size(); ++i)
      EXPECT_NEAR(found[i], expected[i], 2e-3 * (1 + std::abs(expected[i])))
          << span_feature_names()[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Db, Gains, testing::Values(-30, -18, -6, 12, 18));

// At -18 dB this lies below the threshold of silence in part.
TEST(MoodListener, HearsSoftMusicAtAnyVolume) {
  auto soft = test::with_gain(test::noise(kRate, 3, 1), -48);
  test::append(soft, test::with_gain(test::noise(kRate, 3, 1), -24));
  EXPECT_EQ(Heard().process(soft), Heard().process(test::with_gain(soft, -18)));
}

TEST(MoodListener, DoesNotDependOnHowTheAudioIsCut) {
  const auto samples = tune(6);
  const auto whole = heard(samples);
  for (const size_t chunk : {1, 511, 4096}) {
    Heard pieces;
    for (size_t i = 0; i < samples.size(); i += chunk)
      pieces.process(
          std::span(samples).subspan(i, std::min(chunk, samples.size() - i)));
    EXPECT_EQ(pieces.features(), whole) << chunk;
  }
}

// Blocks that begin elsewhere in the music say much the same of it.
TEST(MoodListener, HardlyDependsOnWhereBlocksBegin) {
  const auto samples = test::noise(kRate, 10, 0.3);
  const auto plain = heard(samples);
  const auto shifted = heard(std::span(samples).subspan(3000));
  for (const auto name :
       {"flatness.m", "entropy.m", "contrast3.m", "fullness.m", "flux.m"})
    EXPECT_NEAR(feature(shifted, name), feature(plain, name),
                0.03 * std::abs(feature(plain, name)))
        << name;
}

TEST(MoodListener, SilenceForgets) {
  Heard all;
  all.process(tune(8));
  EXPECT_GT(all.listener().blocks(), 10u);
  all.process(test::silence(kRate, 1));
  EXPECT_GT(all.listener().blocks(), 10u) << "a pause is part of the music";
  all.process(test::silence(kRate, 3));
  EXPECT_EQ(all.listener().blocks(), 0u);
  all.process(test::noise(kRate, 3, 0.3));
  const auto fresh = heard(test::noise(kRate, 3, 0.3));
  const auto found = all.features(MoodListener::kLong);
  for (const auto name : {"flatness.m", "entropy.m", "key-fit", "level.b"})
    EXPECT_NEAR(feature(found, name), feature(fresh, name), 0.1) << name;
}

TEST(MoodListener, HissBelowTheThresholdIsForgottenToo) {
  Heard all;
  all.process(tune(8));
  all.process(test::with_gain(test::noise(kRate, 12, 1), -66));
  EXPECT_EQ(all.listener().blocks(), 0u);
  EXPECT_EQ(all.process(test::with_gain(test::noise(kRate, 5, 1), -66)), 0u);
}

TEST(MoodListener, NoiseBeforeTheMusicIsNoMusic) {
  auto samples = test::with_gain(test::noise(kRate, 2, 1), -80);
  test::append(samples, test::sine(kRate, 4, 440, 0.5));
  const auto found = heard(samples);
  EXPECT_GT(feature(found, "tonal.m"), 0.9);
}

TEST(MoodListener, AJumpKeepsWhatWasHeard) {
  Heard all;
  all.process(tune(8));
  const size_t before = all.listener().blocks();
  const auto features = all.features();
  all.jump();
  EXPECT_EQ(all.listener().blocks(), before);
  EXPECT_EQ(all.features(), features);
  all.process(tune(2));
  EXPECT_GE(all.listener().blocks(), before + 3);
}

TEST(MoodListener, ANewSongForgets) {
  Heard all;
  all.process(tune(8));
  all.listener().start_song();
  EXPECT_EQ(all.listener().blocks(), 0u);
}

TEST(MoodListener, IsFiniteWhateverComes) {
  auto step = test::silence(kRate, 2);
  step.resize(static_cast<size_t>(4 * kRate), 1.0f);
  std::vector<float> hostile(static_cast<size_t>(3 * kRate), 1e30f);
  hostile[20000] = std::numeric_limits<float>::denorm_min();
  const std::vector<std::vector<float>> signals = {
      test::silence(kRate, 3),
      step,
      std::vector<float>(static_cast<size_t>(3 * kRate), 0.5f),
      test::square(kRate, 3, 100, 1),
      test::with_gain(test::sine(kRate, 3, 100, 1), -200),
      test::sine(kRate, 3, kRate / 2 - 1, 1),
      hostile};
  for (size_t s = 0; s < signals.size(); ++s) {
    Heard all;
    all.process(signals[s]);
    for (const size_t blocks : {size_t{1}, MoodListener::kLong})
      for (const float value : all.features(blocks))
        ASSERT_TRUE(std::isfinite(value)) << "signal " << s;
  }
}

TEST(MoodListener, DoesNotAllocate) {
  const auto samples = tune(20);
  const auto quiet = test::silence(kRate, 3);
  Heard all;
  span_feature_names();
  const auto before = test::allocations();
  if (!before) GTEST_SKIP() << "allocations cannot be counted here";
  for (const auto& part : {std::span(samples), std::span(quiet)})
    for (size_t i = 0; i + 4410 <= part.size(); i += 4410) {
      all.process(part.subspan(i, 4410));
      all.listener().features(MoodListener::kShort);
      all.listener().features(MoodListener::kLong);
    }
  all.jump();
  all.listener().start_song();
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace mood
