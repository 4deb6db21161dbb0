/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <cmath>

#include "gaincomparison.h"
#include "metricreport.h"
#include "statereport.h"
#include "syntheticclip.h"

namespace mood::accuracy {
namespace {

using test::synthetic_clip;

double figure(const Table& table, size_t row, const char* column) {
  return *table.cell(row, column).number;
}

TEST(StateReport, ChangesPerMinuteFromTheFirstSoundOn) {
  HeardClip heard = synthetic_clip("ann", 32);
  heard.clip.affect = Affect{};
  auto& moods = heard.record.moods;
  moods[0].state = State::kUnknown;
  moods[1].state = State::kSilence;
  for (size_t i = 20; i < 32; ++i) moods[i].state = State::kPeak;
  moods[31].category = "energetic_bright";
  const Report report = state_report({&heard, 1}, "basic");
  ASSERT_EQ(report.tables.size(), 2u);
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 0, "minutes"), 0.5);
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 0, "state changes/min"), 2);
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 0, "category changes/min"), 2);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "groove"), 18 / 30.0);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "peak"), 12 / 30.0);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "silence"), 0);
}

TEST(StateReport, HigherStatesAgreeWithHigherArousal) {
  std::vector<HeardClip> clips = {synthetic_clip("a", 5, State::kAmbient),
                                  synthetic_clip("b", 5, State::kIntense),
                                  synthetic_clip("c", 5, State::kGroove)};
  clips[0].clip.affect = Affect{0, -0.9};
  clips[1].clip.affect = Affect{0, 0.1};
  clips[2].clip.affect = Affect{0, -0.2};
  EXPECT_NEAR(figure(state_report(clips, "basic").tables[0], 0,
                     "rank rho with arousal"),
              1, 1e-9);
}

TEST(MetricReport, PercentilesOfSettledMessages) {
  HeardClip heard = synthetic_clip("ann", 24);
  auto& moods = heard.record.moods;
  for (size_t i = 0; i < 24; ++i) {
    // 0, 0.05 .. 1 from the third second on.
    moods[i].metrics.energy = i < 3 ? 7 : double(i - 3) / 20;
    moods[i].metrics.tempo_bpm = i < 20 ? 0 : 100;
  }
  const Table table = metric_report({&heard, 1}, "basic").tables.at(0);
  EXPECT_EQ(table.cell(0, "metric").words, "energy");
  EXPECT_NEAR(figure(table, 0, "5 %"), 0.05, 1e-9);
  EXPECT_NEAR(figure(table, 0, "50 %"), 0.5, 1e-9);
  EXPECT_NEAR(figure(table, 0, "95 %"), 0.95, 1e-9);
  EXPECT_EQ(table.cell(0, "spans .2-.8").words, "yes");
  EXPECT_EQ(table.cell(1, "spans .2-.8").words, "no") << "valence is constant";
  EXPECT_EQ(table.cell(9, "metric").words, "tempo");
  EXPECT_EQ(figure(table, 9, "messages"), 4) << "those with a tempo";
}

TEST(GainComparison, LargestChangesAndOtherStates) {
  const HeardClip original = synthetic_clip("ann", 10);
  ClipRecord copy = original.record;
  copy.moods[2].metrics.energy += 0.25;
  copy.moods[4].state = State::kPeak;
  copy.moods[8].metrics.energy -= 0.125;
  copy.moods[9].state = State::kSilence;
  copy.moods[9].metrics = Metrics();
  GainComparison comparison;
  comparison.add(original.record, original.record, 12);
  comparison.add(original.record, copy, -12);
  const Report report = comparison.report("basic");
  ASSERT_EQ(report.tables.size(), 2u);
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 0, "all, largest"), 0.25);
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 0, "last, largest"), 0.125)
      << "the last with sound in both";
  EXPECT_DOUBLE_EQ(figure(report.tables[0], 1, "all, largest"), 0);
  EXPECT_EQ(figure(report.tables[1], 0, "gain_db"), -12);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "state"), 0.1);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "silence"), 0.1);
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 0, "largest change"), 0.25);
  EXPECT_TRUE(std::isnan(figure(report.tables[1], 0, "genre")))
      << "none are reported";
  EXPECT_DOUBLE_EQ(figure(report.tables[1], 1, "largest change"), 0);
}

TEST(GainComparison, ClipsOfWhichSilenceDiffersHaveAFigureOfTheirOwn) {
  const HeardClip original = synthetic_clip("ann", 10);
  ClipRecord alike = original.record, other = original.record;
  alike.moods[2].metrics.energy += 0.0625;
  other.moods[2].metrics.energy += 0.5;
  other.moods[9].state = State::kSilence;
  GainComparison comparison;
  comparison.add(original.record, alike, 18);
  comparison.add(original.record, other, -18);
  const Table table = comparison.report("basic").tables.at(0);
  EXPECT_DOUBLE_EQ(figure(table, 0, "all, largest"), 0.5);
  EXPECT_DOUBLE_EQ(figure(table, 0, "silence alike, largest"), 0.0625);
}

TEST(GainComparison, OtherMessagesAreAnError) {
  const HeardClip original = synthetic_clip("ann", 10);
  GainComparison comparison;
  EXPECT_THROW(
      comparison.add(original.record, synthetic_clip("ann", 9).record, 12),
      std::runtime_error);
}

}  // namespace
}  // namespace mood::accuracy
