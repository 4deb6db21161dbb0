/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/subgenrerules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

namespace mood {
namespace {

constexpr double kClear = 0.52;  ///< above it, GenreMemory names a style

/// A machine's four beats to the bar, with chords.
SongTraits dance(double tempo_bpm) {
  return {.tempo_bpm = tempo_bpm,
          .tempo_confidence = 0.6,
          .beat_strength = 0.8,
          .regularity = 0.6,
          .onset_rate_hz = 4.2,
          .flux = 0.4,
          .bass_rise_db = 2.2,
          .treble_rise_db = 1.5,
          .bass_pulse = 0.75,
          .bass_share = 0.42,
          .treble_share = 0.05,
          .brightness_octaves = 7.9,
          .flatness_db = -16,
          .tonal = 0.66,
          .contrast_db = 36,
          .key_clarity = 0.1};
}

SongTraits band() {
  return {.tempo_bpm = 100,
          .tempo_confidence = 0.2,
          .beat_strength = 0.2,
          .regularity = 0.15,
          .onset_rate_hz = 2.8,
          .flux = 0.28,
          .bass_rise_db = 0.7,
          .treble_rise_db = 1.1,
          .bass_pulse = 0.15,
          .bass_share = 0.42,
          .treble_share = 0.02,
          .brightness_octaves = 7.7,
          .flatness_db = -11,
          .tonal = 0.62,
          .contrast_db = 32,
          .key_clarity = 0.1};
}

SongTraits beats(double tempo_bpm) {
  SongTraits traits = dance(tempo_bpm);
  traits.regularity = 0.45;
  traits.tonal = 0.51;
  traits.key_clarity = 0.03;
  traits.flatness_db = -5;
  traits.bass_rise_db = 1.4;
  return traits;
}

template <typename Change>
SongTraits with(SongTraits traits, Change change) {
  change(traits);
  return traits;
}

SongTraits distorted() {
  return with(band(), [](SongTraits& t) {
    t.contrast_db = 24;
    t.flatness_db = -5;
    t.tonal = 0.54;
  });
}

/// A song and the style it is of.
struct Song {
  const char* style;
  SongTraits traits;
};

void PrintTo(const Song& song, std::ostream* out) { *out << song.style; }

const Song kSongs[] = {
    {"house", dance(124)},
    {"techno", with(dance(134),
                    [](SongTraits& t) {
                      t.tonal = 0.52;
                      t.brightness_octaves = 7.5;
                    })},
    {"trance", dance(138)},
    {"dubstep", with(dance(70),
                     [](SongTraits& t) {
                       t.beat_strength = 0.45;
                       t.bass_pulse = 0.3;
                       t.bass_share = 0.6;
                       t.flatness_db = -6;
                       t.tonal = 0.53;
                       t.regularity = 0.35;
                     })},
    {"drum_and_bass", dance(174)},
    {"ambient_electronic", with(dance(0),
                                [](SongTraits& t) {
                                  t.tempo_confidence = 0;
                                  t.regularity = 0.05;
                                  t.beat_strength = 0.15;
                                  t.onset_rate_hz = 1;
                                  t.flux = 0.18;
                                })},
    {"classic_rock", band()},
    {"alternative_rock", distorted()},
    {"punk", with(distorted(),
                  [](SongTraits& t) {
                    t.tempo_bpm = 184;
                    t.onset_rate_hz = 4.4;
                  })},
    {"indie_rock", with(band(),
                        [](SongTraits& t) {
                          t.brightness_octaves = 8.3;
                          t.treble_share = 0.09;
                          t.bass_share = 0.2;
                        })},
    {"old_school", beats(94)},
    {"trap", with(beats(140), [](SongTraits& t) { t.treble_rise_db = 4.6; })},
    {"rap", with(beats(78), [](SongTraits& t) { t.regularity = 0.15; })},
};

class SubGenres : public testing::TestWithParam<Song> {};

TEST_P(SubGenres, AreToldByTheirTraits) {
  const auto style = *sub_genre_from_string(GetParam().style);
  const auto strengths =
      SubGenreRules::judge(genre_of(style), GetParam().traits);
  EXPECT_GT(strengths[static_cast<size_t>(style)], kClear);
}

INSTANTIATE_TEST_SUITE_P(Table, SubGenres, testing::ValuesIn(kSongs),
                         [](const auto& song) {
                           return std::string(song.param.style);
                         });

TEST(SubGenreRules, EveryStyleIsInTheTable) {
  EXPECT_EQ(std::size(kSongs), kSubGenreNames.size() - 1);
}

double clearest(Genre genre, const SongTraits& traits) {
  const auto strengths = SubGenreRules::judge(genre, traits);
  return *std::max_element(strengths.begin(), strengths.end());
}

TEST(SubGenreRules, WhatIsTypicalOfNoneIsNone) {
  EXPECT_EQ(clearest(Genre::kElectronic, dance(150)), 0) << "between tempi";
  EXPECT_EQ(clearest(Genre::kElectronic, dance(100)), 0);
  EXPECT_EQ(clearest(Genre::kHipHop, beats(121)), 0);
  EXPECT_LT(clearest(Genre::kRock, with(band(),
                                        [](SongTraits& t) {
                                          t.contrast_db = 28.5;
                                          t.flatness_db = -8.5;
                                        })),
            kClear)
      << "neither open nor dense";
}

TEST(SubGenreRules, BetweenTwoStylesNeitherIsClear) {
  const SongTraits between = with(dance(138), [](SongTraits& t) {
    t.tonal = 0.605;  // techno or trance
  });
  const auto strengths = SubGenreRules::judge(Genre::kElectronic, between);
  EXPECT_LT(clearest(Genre::kElectronic, between), kClear);
  EXPECT_GT(strengths[size_t(SubGenre::kTechno)], 0);
  EXPECT_GT(strengths[size_t(SubGenre::kTrance)], 0);
}

TEST(SubGenreRules, HalfAndDoubleTempoAreTakenWithDoubt) {
  const auto house = [](double tempo_bpm) {
    return SubGenreRules::judge(Genre::kElectronic,
                                dance(tempo_bpm))[size_t(SubGenre::kHouse)];
  };
  EXPECT_GT(house(62), kClear);
  EXPECT_GT(house(248), kClear);
  EXPECT_LT(house(62), house(124));
  EXPECT_EQ(house(248), house(62));
}

TEST(SubGenreRules, OtherGenresHaveNone) {
  for (size_t i = 0; i <= kGenreCount; ++i) {
    const Genre genre = static_cast<Genre>(i);
    if (genre == Genre::kElectronic || genre == Genre::kRock ||
        genre == Genre::kHipHop)
      continue;
    for (const Song& song : kSongs) EXPECT_EQ(clearest(genre, song.traits), 0);
  }
}

TEST(SubGenreRules, GiveSharesToStylesOfTheGenreOnly) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 2000; ++round) {
    // Anything between two songs.
    const SongTraits& a = kSongs[random() % std::size(kSongs)].traits;
    const SongTraits& b = kSongs[random() % std::size(kSongs)].traits;
    SongTraits traits;
    traits.tempo_bpm = 40 + 180 * unit(random);
    for (const auto trait : kAveragedTraits)
      traits.*trait = a.*trait + unit(random) * (b.*trait - a.*trait);
    const auto genre = static_cast<Genre>(random() % kGenreCount);
    const auto strengths = SubGenreRules::judge(genre, traits);
    EXPECT_LE(std::accumulate(strengths.begin(), strengths.end(), 0.0),
              1 + 1e-12);
    for (size_t i = 0; i < strengths.size(); ++i) {
      EXPECT_GE(strengths[i], 0);
      if (strengths[i] > 0) {
        EXPECT_EQ(genre_of(static_cast<SubGenre>(i)), genre);
      }
    }
  }
}

}  // namespace
}  // namespace mood
