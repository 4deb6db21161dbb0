/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mood/keyestimate.h"

#include <gtest/gtest.h>

#include <limits>

namespace mood {
namespace {

constexpr double kSilence_db = -60;

/// A minor, as far as chroma and correlation are concerned.
FeatureSet tonal() {
  FeatureSet features;
  features.chroma = {.5, .1, .3, .1, .6, .3, .1, .3, .1, .7, .1, .2};
  features.key = 9;
  features.mode = Mode::kMinor;
  features.key_correlation = 0.75;
  return features;
}

TEST(KeyEstimate, IsTheReferencesKeyWhereThereIsMusic) {
  const auto key = judge_key(tonal(), -20, kSilence_db);
  EXPECT_EQ(key.pitch_class, 9u);
  EXPECT_EQ(key.mode, Mode::kMinor);
  EXPECT_EQ(key.confidence, 0.75);
}

TEST(KeyEstimate, IsNoneBelowTheSilenceThreshold) {
  const double nothing = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(judge_key(tonal(), -60, kSilence_db).pitch_class, 9u);
  EXPECT_EQ(judge_key(tonal(), -60.1, kSilence_db).pitch_class, kNoKey);
  EXPECT_EQ(judge_key(tonal(), nothing, kSilence_db).pitch_class, kNoKey);
  EXPECT_EQ(judge_key(tonal(), nothing, kSilence_db).confidence, 0);
}

TEST(KeyEstimate, IsNoneWhereNoPitchClassStandsOut) {
  auto features = tonal();
  // As much as the chroma of white noise varies.
  features.chroma = {.74, .80, .83, .86, .90, .82,
                     .78, .75, .81, .84, .77, .79};
  EXPECT_EQ(judge_key(features, -20, kSilence_db).pitch_class, kNoKey);
  features.chroma.fill(0.5);
  EXPECT_EQ(judge_key(features, -20, kSilence_db).pitch_class, kNoKey);
  features.chroma.fill(0);
  EXPECT_EQ(judge_key(features, -20, kSilence_db).pitch_class, kNoKey);
}

TEST(KeyEstimate, IsNoneWhereNoProfileFits) {
  auto features = tonal();
  features.key_correlation = 0.39;
  EXPECT_EQ(judge_key(features, -20, kSilence_db).pitch_class, kNoKey);
  features.key_correlation = -1;
  EXPECT_EQ(judge_key(features, -20, kSilence_db).pitch_class, kNoKey);
}

TEST(KeyEstimate, HasAConfidenceOfOneAtMost) {
  auto features = tonal();
  features.key_correlation = 1 + 1e-9;  // rounding
  EXPECT_EQ(judge_key(features, -20, kSilence_db).confidence, 1);
}

}  // namespace
}  // namespace mood
