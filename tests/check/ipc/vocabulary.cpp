/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "vocabulary.h"

#include <gtest/gtest.h>

#include <set>

namespace mood {
namespace {

TEST(Vocabulary, EveryStateSurvivesTheRoundTripThroughItsName) {
  for (size_t i = 0; i < kStateNames.size(); ++i) {
    const auto state = static_cast<State>(i);
    EXPECT_EQ(to_string(state), kStateNames[i]);
    EXPECT_EQ(state_from_string(to_string(state)), state);
  }
}

TEST(Vocabulary, TheStatesAreThoseOfTheContract) {
  EXPECT_EQ(to_string(State::kUnknown), "unknown");
  EXPECT_EQ(to_string(State::kSilence), "silence");
  EXPECT_EQ(to_string(State::kAmbient), "ambient");
  EXPECT_EQ(to_string(State::kBreakdown), "breakdown");
  EXPECT_EQ(to_string(State::kChill), "chill");
  EXPECT_EQ(to_string(State::kGroove), "groove");
  EXPECT_EQ(to_string(State::kBuild), "build");
  EXPECT_EQ(to_string(State::kPeak), "peak");
  EXPECT_EQ(to_string(State::kIntense), "intense");
}

TEST(Vocabulary, AStateOutsideTheEnumerationIsUnknown) {
  EXPECT_EQ(to_string(static_cast<State>(kStateNames.size())), "unknown");
  EXPECT_EQ(to_string(static_cast<State>(255)), "unknown");
}

TEST(Vocabulary, WhatIsNoNameIsNoState) {
  for (const char* word : {"", "Peak", "peak ", " peak", "pea", "peaks", "?"})
    EXPECT_FALSE(state_from_string(word)) << '"' << word << '"';
}

TEST(Vocabulary, CategoriesAreSpelledLikeThis) {
  EXPECT_EQ(to_string(Category{EnergyBand::kCalm, BrightnessBand::kDark,
                               IntensityBand::kPlain}),
            "calm_dark");
  EXPECT_EQ(to_string(Category{EnergyBand::kModerate, BrightnessBand::kNeutral,
                               IntensityBand::kGentle}),
            "moderate_neutral_gentle");
  EXPECT_EQ(to_string(Category{EnergyBand::kEnergetic, BrightnessBand::kBright,
                               IntensityBand::kIntense}),
            "energetic_bright_intense");
}

TEST(Vocabulary, EveryCategoryHasASpellingOfItsOwn) {
  std::set<std::string> spellings;
  for (uint8_t energy = 0; energy < 3; ++energy)
    for (uint8_t brightness = 0; brightness < 3; ++brightness)
      for (uint8_t intensity = 0; intensity < 3; ++intensity)
        spellings.insert(
            to_string(Category{EnergyBand(energy), BrightnessBand(brightness),
                               IntensityBand(intensity)}));
  EXPECT_EQ(spellings.size(), 27u);
}

}  // namespace
}  // namespace mood
