/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reports of key, tempo, beats, sections and events. */
#include <gtest/gtest.h>

#include <cmath>

#include "beatreport.h"
#include "eventreport.h"
#include "keyreport.h"
#include "sectionreport.h"
#include "syntheticclip.h"
#include "temporeport.h"

namespace mood::accuracy {
namespace {

using test::synthetic_clip;

double figure(const Table& table, const char* column, size_t row = 0) {
  return *table.cell(row, column).number;
}

SectionRecord section(double happened_s, double told_s, const char* previous,
                      const char* name, const char* event = "none") {
  return {.span = {happened_s, told_s},
          .section = name,
          .previous = previous,
          .event = event};
}

TEST(KeyReport, CountsTheLastKeyAndWhatCameBefore) {
  HeardClip heard = synthetic_clip("ann", 12);
  heard.clip.key = KeyLabel{.pitch_class = 9, .mode = Mode::kMinor};
  auto& moods = heard.record.moods;
  for (size_t i = 2; i < 12; ++i) {
    moods[i].key = i < 8 ? "C" : "A";
    moods[i].mode = i < 8 ? "major" : "minor";
  }
  HeardClip other = synthetic_clip("bob", 4);
  other.clip.key = KeyLabel{};
  const std::vector<HeardClip> clips = {heard, other};
  const Table table = key_report(clips, "advanced").tables.at(0);
  EXPECT_DOUBLE_EQ(figure(table, "exact"), 0.5);
  EXPECT_DOUBLE_EQ(figure(table, "MIREX score"), 0.5);
  EXPECT_DOUBLE_EQ(figure(table, "no key"), 0.5) << "the other";
  EXPECT_DOUBLE_EQ(figure(table, "changes/min"), 2.5) << "5 and 0";
  EXPECT_DOUBLE_EQ(figure(table, "exact at 3 s"), 0);
  EXPECT_DOUBLE_EQ(figure(table, "exact at 6 s"), 0);
  EXPECT_DOUBLE_EQ(figure(table, "exact at 10 s"), 1) << "of one clip";
  EXPECT_TRUE(std::isnan(figure(table, "exact at 20 s")));
}

TEST(KeyReport, AClipOfExactlyAMomentCounts) {
  HeardClip heard = synthetic_clip("ann", 60);
  heard.clip.key = KeyLabel{};
  for (size_t i = 0; i < 60; ++i) {
    MoodRecord& mood = heard.record.moods[i];
    // Sums of tenths that miss 6 s by a rounding error.
    mood.span.start_s = i == 0 ? 0 : heard.record.moods[i - 1].span.end_s;
    mood.span.end_s = mood.span.start_s + 0.1;
    mood.key = "C";
    mood.mode = "major";
  }
  ASSERT_LT(heard.record.moods.back().span.end_s, 6);
  const Table table = key_report({&heard, 1}, "advanced").tables.at(0);
  EXPECT_EQ(figure(table, "exact at 6 s"), 1);
}

TEST(TempoReport, CountsOctavesAndJumps) {
  HeardClip heard = synthetic_clip("ann", 18);
  heard.clip.tempo_bpm = 100;
  auto& moods = heard.record.moods;
  for (size_t i = 0; i < 18; ++i) {
    // 0, then 100 to the 9th second, 200 to the 12th, 101 from then on.
    moods[i].metrics.tempo_bpm = i < 3 ? 0 : i < 9 ? 100 : i < 12 ? 200 : 101;
    moods[i].metrics.tempo_confidence = 0.75;
  }
  const Table table = tempo_report({&heard, 1}, "basic").tables.at(0);
  EXPECT_EQ(figure(table, "Acc1"), 1);
  EXPECT_EQ(figure(table, "Acc2"), 1);
  EXPECT_EQ(figure(table, "Acc1 at 5 s"), 1);
  EXPECT_EQ(figure(table, "Acc1 at 10 s"), 0);
  EXPECT_EQ(figure(table, "Acc1 at 15 s"), 1);
  EXPECT_DOUBLE_EQ(figure(table, "jumps/min after 8 s"), 12) << "2 in 10 s";
  EXPECT_DOUBLE_EQ(figure(table, "confidence if right"), 0.75);
  EXPECT_TRUE(std::isnan(figure(table, "confidence if wrong")));
  moods.back().metrics.tempo_bpm = 50;
  const Table half = tempo_report({&heard, 1}, "basic").tables.at(0);
  EXPECT_EQ(figure(half, "Acc1"), 0);
  EXPECT_EQ(figure(half, "Acc2"), 1);
  EXPECT_DOUBLE_EQ(figure(half, "confidence if wrong"), 0.75);
}

TEST(BeatReport, JudgesBeatsAsTheyWerePosted) {
  HeardClip heard = synthetic_clip("ann", 20);
  for (int i = 0; i < 40; ++i) {
    heard.clip.beats.push_back({.time_s = 0.5 * i, .is_downbeat = i % 4 == 0});
    heard.record.beats.push_back(
        {.span = {0.5 * i + 0.02, 0.5 * i + 0.02},
         .bar_position = i < 20 ? 0u : unsigned(i % 4 + 1),
         .heard_s = 0.5 * i});
  }
  const auto report = [&] {
    return beat_report({&heard, 1}, "basic").tables.at(0);
  };
  EXPECT_DOUBLE_EQ(figure(report(), "F 70 ms"), 1);
  EXPECT_DOUBLE_EQ(figure(report(), "CMLt"), 1);
  EXPECT_NEAR(figure(report(), "median error ms"), 20, 1e-6);
  EXPECT_DOUBLE_EQ(figure(report(), "in time"), 1);
  EXPECT_NEAR(figure(report(), "placed in bar"), 20 / 30.0, 1e-9);
  EXPECT_DOUBLE_EQ(figure(report(), "places right"), 1);
  EXPECT_DOUBLE_EQ(figure(report(), "downbeats right"), 1);
  // Of the thirty from the fifth second on: one told late, one missing, and
  // one bar begins with the third beat.
  heard.record.beats[12].heard_s = 6.5;
  heard.record.beats[24].bar_position = 3;
  heard.record.beats[26].bar_position = 1;
  heard.record.beats.erase(heard.record.beats.begin() + 15);
  EXPECT_NEAR(figure(report(), "in time"), 28 / 29.0, 1e-9);
  EXPECT_NEAR(figure(report(), "F 70 ms"), 2 * 29 / 59.0, 1e-9);
  EXPECT_NEAR(figure(report(), "places right"), 18 / 20.0, 1e-9);
  EXPECT_NEAR(figure(report(), "downbeats right"), 4 / 6.0, 1e-9);
  // Beats are judged by their times, in whichever order they came.
  std::swap(heard.record.beats[20], heard.record.beats[30]);
  EXPECT_NEAR(figure(report(), "F 70 ms"), 2 * 29 / 59.0, 1e-9);
}

TEST(BeatReport, LeavesOutPlacesBeforeTheFirstDownbeat) {
  HeardClip heard = synthetic_clip("ann", 20);
  for (int i = 0; i < 40; ++i) {
    // The first downbeat that is labelled is at 10 s.
    heard.clip.beats.push_back(
        {.time_s = 0.5 * i, .is_downbeat = i >= 20 && i % 4 == 0});
    heard.record.beats.push_back(
        {.span = {0.5 * i, 0.5 * i}, .bar_position = unsigned(i % 2 + 1)});
  }
  const Table table = beat_report({&heard, 1}, "basic").tables.at(0);
  EXPECT_DOUBLE_EQ(figure(table, "places right"), 0.5) << "2/4 told of 4/4";
  EXPECT_DOUBLE_EQ(figure(table, "downbeats right"), 0.5);
}

TEST(BeatReport, OfAClipWithoutBeatsOnlySharesAreUndefined) {
  HeardClip heard = synthetic_clip("ann", 20);
  heard.clip.beats = {{.time_s = 6}, {.time_s = 7}};
  const Table table = beat_report({&heard, 1}, "basic").tables.at(0);
  EXPECT_EQ(figure(table, "F 70 ms"), 0);
  EXPECT_EQ(figure(table, "CMLt"), 0);
  EXPECT_TRUE(std::isnan(figure(table, "in time")));
}

TEST(SectionReport, TellsTheMomentOfTellingFromHindsight) {
  HeardClip heard = synthetic_clip("ann", 60);
  heard.clip.structure = StructureLabel{.boundaries_s = {20, 40, 70}};
  heard.record.sections = {section(1, 2, "unknown", "intro"),
                           section(20.2, 24, "intro", "verse"),
                           section(30, 30.1, "verse", "verse", "climax"),
                           section(39.8, 41, "verse", "chorus")};
  const Table table = section_report({&heard, 1}, "advanced").tables.at(0);
  EXPECT_DOUBLE_EQ(figure(table, "F 3 s, told"), 0.5);
  EXPECT_DOUBLE_EQ(figure(table, "precision"), 0.5);
  EXPECT_DOUBLE_EQ(figure(table, "recall"), 0.5) << "one lies behind the end";
  EXPECT_DOUBLE_EQ(figure(table, "F 0.5 s, told"), 0);
  EXPECT_DOUBLE_EQ(figure(table, "F 3 s, named"), 1);
  EXPECT_DOUBLE_EQ(figure(table, "F 0.5 s, named"), 1);
}

TEST(EventReport, CountsDropsBuildsAndDelays) {
  HeardClip heard = synthetic_clip("ann", 120);
  heard.clip.structure = StructureLabel{.bpm = 120,
                                        .has_events = true,
                                        .drops_s = {30, 60, 90},
                                        .builds = {{20, 30}, {50, 60}}};
  heard.record.sections = {section(22, 25, "verse", "verse", "build-start"),
                           section(30, 30.25, "build", "drop", "beat-drop"),
                           section(60, 60, "drop", "build"),
                           section(60, 62, "build", "drop", "beat-drop"),
                           section(100, 100, "drop", "drop", "beat-drop")};
  const Report report = event_report({&heard, 1}, "advanced");
  const Table& drops = report.tables.at(0);
  EXPECT_EQ(figure(drops, "drops"), 3);
  EXPECT_NEAR(figure(drops, "F 3 s"), 2 / 3.0, 1e-9);
  EXPECT_NEAR(figure(drops, "F within a beat"), 1 / 3.0, 1e-9);
  EXPECT_DOUBLE_EQ(figure(drops, "false/min"), 0.5);
  EXPECT_DOUBLE_EQ(figure(drops, "median delay beats"), 2.25);
  EXPECT_DOUBLE_EQ(figure(drops, "longest delay beats"), 4);
  EXPECT_DOUBLE_EQ(figure(drops, "builds recognised"), 0.5)
      << "that at 60 came with the drop";
  const Table& rates = report.tables.at(1);
  EXPECT_DOUBLE_EQ(figure(rates, "minutes"), 2);
  EXPECT_DOUBLE_EQ(figure(rates, "beat-drop/min"), 1.5);
  EXPECT_DOUBLE_EQ(figure(rates, "build-start/min"), 0.5);
  EXPECT_DOUBLE_EQ(figure(rates, "sections/min"), 1.5);
}

}  // namespace
}  // namespace mood::accuracy
