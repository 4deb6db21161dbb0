/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/featuresjson.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>
#include <vector>

namespace mood {
namespace {

/// Keys and values, as text, of an object with a line for each.
std::vector<std::pair<std::string, std::string>> members(
    const std::string& json) {
  std::vector<std::pair<std::string, std::string>> members;
  std::istringstream lines(json);
  for (std::string line; std::getline(lines, line);) {
    const size_t colon = line.find("\": ");
    if (colon == std::string::npos) continue;
    std::string value = line.substr(colon + 3);
    if (value.ends_with(',')) value.pop_back();
    members.emplace_back(line.substr(3, colon - 3), value);
  }
  return members;
}

TEST(FeaturesJson, HoldsTheFieldsOfTheMessageInItsOrder) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : members(features_json({}, {}, {}, 0)))
    keys.push_back(key);
  const std::vector<std::string> wanted = {"sample-rate",
                                           "tuning",
                                           "chroma",
                                           "chroma-std",
                                           "key",
                                           "mode",
                                           "key-correlation",
                                           "tempo",
                                           "beat-times",
                                           "spectral-contrast",
                                           "brightness-contrast",
                                           "spectral-rolloff",
                                           "zero-crossing-rate",
                                           "mfcc",
                                           "mfcc-std",
                                           "mfcc-energy",
                                           "mfcc-timbre",
                                           "spectral-centroid",
                                           "spectral-centroid-std",
                                           "spectral-bandwidth",
                                           "onset-rate",
                                           "onset-strength",
                                           "onset-times",
                                           "tonnetz",
                                           "tonnetz-stability",
                                           "harmonic-ratio",
                                           "percussive-ratio",
                                           "rhythm-regularity",
                                           "tempo-stability",
                                           "analysis-time"};
  EXPECT_EQ(keys, wanted);
}

TEST(FeaturesJson, WritesValuesThatReadBackTheSame) {
  FeatureSet features;
  features.tuning = -0.1;
  features.key = 1;
  features.mode = Mode::kMajor;
  features.mfcc[0] = -1e-300 / 3;
  features.mfcc[1] = 123456789;
  features.tempo_bpm = NAN;
  const uint32_t beats[] = {0, 43};
  std::map<std::string, std::string> found;
  for (const auto& [key, value] :
       members(features_json(features, beats, {}, 1234567890123)))
    found[key] = value;
  EXPECT_EQ(std::strtod(found["tuning"].c_str(), nullptr), -0.1);
  EXPECT_EQ(found["key"], "\"C#\"");
  EXPECT_EQ(found["mode"], "\"major\"");
  EXPECT_EQ(found["sample-rate"], "22050");
  EXPECT_EQ(found["tempo"], "null");
  EXPECT_EQ(found["tonnetz"], "[0, 0, 0, 0, 0, 0]");
  EXPECT_EQ(std::strtod(found["mfcc-energy"].c_str(), nullptr), -1e-300 / 3);
  EXPECT_EQ(found["mfcc-timbre"], "[123456789, 0, 0, 0, 0]");
  EXPECT_EQ(std::strtod(found["beat-times"].c_str() + 4, nullptr),
            43 * 512 / 22050.0);
  EXPECT_EQ(found["onset-times"], "[]");
  EXPECT_EQ(found["analysis-time"], "1234567890123");
}

}  // namespace
}  // namespace mood
