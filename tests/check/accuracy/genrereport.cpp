/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "genrereport.h"

#include <gtest/gtest.h>

#include "syntheticclip.h"

namespace mood::accuracy {
namespace {

/// A clip labelled @p label whose last message has the shares @p shares and
/// says @p named; the one before says nothing.
HeardClip clip(Genre label, std::vector<std::pair<Genre, double>> shares,
               Genre named) {
  HeardClip heard = test::synthetic_clip("artist", 2);
  heard.clip.genre = label;
  MoodRecord& last = heard.record.moods.back();
  last.genres = MoodRecord::Genres{};
  for (const auto& [genre, share] : shares)
    (*last.genres)[size_t(genre)] = share;
  last.genre = named;
  return heard;
}

std::vector<HeardClip> four_clips() {
  using enum Genre;
  return {
      // Right, and said so.
      clip(kRock, {{kRock, 0.9}, {kPop, 0.1}}, kRock),
      // The second; jazz and blues are 0.6 together: the family.
      clip(kBlues, {{kPop, 0.4}, {kBlues, 0.35}, {kJazz, 0.25}}, kUnknown),
      // Wrong, and said so.
      clip(kJazz, {{kMetal, 0.8}, {kPop, 0.15}, {kJazz, 0.05}}, kMetal),
      // Right, not said; rock and metal are 0.55 together: not the family.
      clip(kPop, {{kPop, 0.45}, {kRock, 0.3}, {kMetal, 0.25}}, kUnknown),
  };
}

TEST(GenreReport, Figures) {
  const auto clips = four_clips();
  const Report report = genre_report(clips, "advanced");
  ASSERT_EQ(report.tables.size(), 1u);
  const Table& table = report.tables[0];
  const auto figure = [&](const char* column) {
    return *table.cell(0, column).number;
  };
  EXPECT_EQ(table.name(), "genres-advanced");
  EXPECT_EQ(figure("clips"), 4);
  EXPECT_DOUBLE_EQ(figure("of ten"), 0.5);
  EXPECT_DOUBLE_EQ(figure("of six families"), 0.5);
  EXPECT_DOUBLE_EQ(figure("in first two"), 0.75);
  EXPECT_DOUBLE_EQ(figure("confident half"), 0.5);
  EXPECT_DOUBLE_EQ(figure("named"), 0.5);
  EXPECT_DOUBLE_EQ(figure("right if named"), 0.5);
}

TEST(GenreReport, SetsAndAll) {
  auto clips = four_clips();
  clips[0].clip.set = "other";
  const Report report = genre_report(clips, "advanced");
  ASSERT_EQ(report.tables[0].rows(), 3u);
  EXPECT_EQ(report.tables[0].cell(0, "set").words, "other");
  EXPECT_EQ(*report.tables[0].cell(0, "of ten").number, 1);
  EXPECT_EQ(report.tables[0].cell(2, "set").words, "all");
  EXPECT_EQ(*report.tables[0].cell(2, "clips").number, 4);
}

TEST(GenreReport, ConfusionsAreCounted) {
  const Report report = genre_report(four_clips(), "advanced");
  ASSERT_EQ(report.data_only.size(), 1u);
  const Table& table = report.data_only[0];
  EXPECT_EQ(table.cell(size_t(Genre::kJazz), "label").words, "jazz");
  EXPECT_EQ(*table.cell(size_t(Genre::kJazz), "metal").number, 1);
  EXPECT_EQ(*table.cell(size_t(Genre::kJazz), "jazz").number, 0);
  EXPECT_EQ(*table.cell(size_t(Genre::kBlues), "pop").number, 1);
}

TEST(GenreReport, WithoutGenresItSaysSo) {
  auto clips = four_clips();
  for (HeardClip& heard : clips) heard.record.moods.back().genres.reset();
  const Report report = genre_report(clips, "basic");
  EXPECT_TRUE(report.tables.empty());
  EXPECT_EQ(report.note, "Genres, analysis=basic: not reported");
}

TEST(GenreReport, ClipsWithoutALabelAreLeftOut) {
  auto clips = four_clips();
  clips[2].clip.genre.reset();
  EXPECT_EQ(*genre_report(clips, "advanced").tables[0].cell(0, "clips").number,
            3);
}

TEST(GenreFamilies, EveryGenreIsInOne) {
  for (size_t i = 0; i < kGenreCount; ++i)
    EXPECT_LT(family_of(Genre(i)), kGenreFamilies.size()) << kGenreNames[i];
}

}  // namespace
}  // namespace mood::accuracy
