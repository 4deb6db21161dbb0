/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "vocabulary.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

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

TEST(Vocabulary, TheGenresAreThoseOfTheContractInTheNetworksOrder) {
  const char* names[] = {"electronic", "rock",  "jazz", "classical", "hip_hop",
                         "acoustic",   "metal", "pop",  "ambient",   "blues"};
  ASSERT_EQ(std::size(names), kGenreCount);
  for (size_t i = 0; i < kGenreCount; ++i) {
    EXPECT_EQ(to_string(static_cast<Genre>(i)), names[i]);
    EXPECT_EQ(genre_from_string(names[i]), static_cast<Genre>(i));
  }
  EXPECT_EQ(to_string(Genre::kUnknown), "unknown");
  EXPECT_EQ(to_string(static_cast<Genre>(255)), "unknown");
  EXPECT_EQ(genre_from_string("unknown"), Genre::kUnknown);
  EXPECT_FALSE(genre_from_string("polka"));
}

TEST(Vocabulary, ThreeGenresHaveStyles) {
  const std::map<Genre, std::vector<std::string>> styles = {
      {Genre::kElectronic,
       {"house", "techno", "trance", "dubstep", "drum_and_bass",
        "ambient_electronic"}},
      {Genre::kRock,
       {"classic_rock", "alternative_rock", "punk", "indie_rock"}},
      {Genre::kHipHop, {"old_school", "trap", "rap"}}};
  size_t count = 1;  // none
  for (const auto& [genre, names] : styles)
    for (const std::string& name : names) {
      const auto style = sub_genre_from_string(name);
      ASSERT_TRUE(style) << name;
      EXPECT_EQ(genre_of(*style), genre) << name;
      EXPECT_EQ(to_string(*style), name);
      ++count;
    }
  EXPECT_EQ(kSubGenreNames.size(), count);
}

TEST(Vocabulary, NoStyleIsOfNoGenre) {
  EXPECT_EQ(to_string(SubGenre::kNone), "");
  EXPECT_EQ(to_string(static_cast<SubGenre>(255)), "");
  EXPECT_EQ(genre_of(SubGenre::kNone), Genre::kUnknown);
  EXPECT_EQ(genre_of(static_cast<SubGenre>(255)), Genre::kUnknown);
  EXPECT_FALSE(sub_genre_from_string("schranz"));
}

TEST(Vocabulary, CategoriesBeginWithTheGenreIfThereIsOne) {
  EXPECT_EQ(to_string(Category{EnergyBand::kEnergetic, BrightnessBand::kBright,
                               IntensityBand::kIntense, Genre::kRock}),
            "rock_energetic_bright_intense");
  EXPECT_EQ(to_string(Category{EnergyBand::kCalm, BrightnessBand::kDark,
                               IntensityBand::kPlain, Genre::kHipHop}),
            "hip_hop_calm_dark");
  EXPECT_EQ(to_string(Category{EnergyBand::kCalm, BrightnessBand::kDark,
                               IntensityBand::kPlain, Genre::kUnknown}),
            "calm_dark");
  EXPECT_FALSE(Category{} == Category{.genre = Genre::kJazz});
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
  for (uint8_t genre = 0; genre <= kGenreCount; ++genre)
    for (uint8_t energy = 0; energy < 3; ++energy)
      for (uint8_t brightness = 0; brightness < 3; ++brightness)
        for (uint8_t intensity = 0; intensity < 3; ++intensity)
          spellings.insert(
              to_string(Category{EnergyBand(energy), BrightnessBand(brightness),
                                 IntensityBand(intensity), Genre(genre)}));
  EXPECT_EQ(spellings.size(), 27u * 11);
}

}  // namespace
}  // namespace mood
