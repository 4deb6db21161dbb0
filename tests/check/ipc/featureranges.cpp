/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "featureranges.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace mood {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Limits {
  std::string name;
  double lowest;   ///< that some audio may have
  double highest;  ///< the same
};

/// What the features can be by their definitions.
const Limits kLimits[] = {
    {"tuning", -0.5, 0.5},
    {"chroma", 0, 1},
    {"chroma-std", 0, 0.5},
    {"key-correlation", -1, 1},
    {"tempo", 0, 287.1},
    {"spectral-contrast", 0, 130},
    {"brightness-contrast", 0, 130},
    {"spectral-rolloff", 0, 11025},
    {"zero-crossing-rate", 0, 1},
    {"mfcc", -1200, 1200},
    {"mfcc-std", 0, 1200},
    {"mfcc-energy", -1200, 1200},
    {"mfcc-timbre", -1200, 1200},
    {"spectral-centroid", 0, 11025},
    {"spectral-centroid-std", 0, 5512.5},
    {"spectral-bandwidth", 0, 11025},
    {"onset-rate", 0, 21.6},
    {"onset-strength", 0, 80},
    {"tonnetz", -1, 1},
    {"tonnetz-stability", 0, 1},
    {"harmonic-ratio", 0, 1},
    {"percussive-ratio", 0, 1},
    {"rhythm-regularity", 0, 1},
    {"tempo-stability", 0, 1},
};

double& value_of(FeatureSet& features, const FeatureField& field, size_t i) {
  return const_cast<double*>(feature_values(features, field))[i];
}

TEST(FeatureRanges, TakeTheDefaults) { EXPECT_TRUE(in_range(FeatureSet())); }

TEST(FeatureRanges, TakeWhatAudioCanHave) {
  ASSERT_EQ(std::size(kLimits), kFeatureFields.size());
  for (size_t k = 0; k < kFeatureFields.size(); ++k) {
    const auto& field = kFeatureFields[k];
    ASSERT_EQ(field.name, kLimits[k].name);
    for (size_t i = 0; i < field.count; ++i)
      for (const double good : {kLimits[k].lowest, kLimits[k].highest}) {
        FeatureSet features;
        value_of(features, field, i) = good;
        EXPECT_TRUE(in_range(features)) << field.name << i << ' ' << good;
      }
  }
}

TEST(FeatureRanges, RefuseWhatNoAudioHas) {
  for (const auto& field : kFeatureFields)
    for (size_t i = 0; i < field.count; ++i)
      for (const double bad :
           {std::nan(""), -std::nan(""), kInfinity, -kInfinity, 1e12, -1e12}) {
        FeatureSet features;
        value_of(features, field, i) = bad;
        EXPECT_FALSE(in_range(features)) << field.name << i << ' ' << bad;
      }
}

TEST(FeatureRanges, RefuseSharesAndFrequenciesThatAreNone) {
  const auto refuses = [](double FeatureSet::*member, double bad) {
    FeatureSet features;
    features.*member = bad;
    return !in_range(features);
  };
  for (auto share :
       {&FeatureSet::zero_crossing_rate, &FeatureSet::tonnetz_stability,
        &FeatureSet::rhythm_regularity, &FeatureSet::tempo_stability}) {
    EXPECT_TRUE(refuses(share, 1.01));
    EXPECT_TRUE(refuses(share, -0.01));
  }
  for (auto frequency :
       {&FeatureSet::spectral_rolloff_hz, &FeatureSet::spectral_centroid_hz,
        &FeatureSet::spectral_bandwidth_hz}) {
    EXPECT_TRUE(refuses(frequency, 11027));
    EXPECT_TRUE(refuses(frequency, -1));
  }
  EXPECT_TRUE(refuses(&FeatureSet::tuning, 0.6));
  EXPECT_TRUE(refuses(&FeatureSet::tempo_bpm, -1));
  EXPECT_TRUE(refuses(&FeatureSet::tempo_bpm, 1001));
  EXPECT_TRUE(refuses(&FeatureSet::key_correlation, 1.1));
}

TEST(FeatureRanges, RefuseKeysWithoutAName) {
  FeatureSet features;
  features.key = 11;
  features.mode = Mode::kMajor;
  EXPECT_TRUE(in_range(features));
  for (uint32_t bad : {12u, 13u, ~0u}) {
    features.key = bad;
    EXPECT_FALSE(in_range(features)) << bad;
  }
  features.key = 0;
  for (uint32_t bad : {2u, 3u, ~0u}) {
    features.mode = Mode(bad);
    EXPECT_FALSE(in_range(features)) << bad;
  }
}

}  // namespace
}  // namespace mood
