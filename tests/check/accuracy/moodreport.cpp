/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodreport.h"

#include <gtest/gtest.h>

#include "syntheticclip.h"

namespace mood::accuracy {
namespace {

using test::synthetic_clip;

/// One clip in each quadrant, whose last message with sound says @p scale of
/// its label, and the settled ones before the opposite.
std::vector<HeardClip> labelled_clips(double scale) {
  std::vector<HeardClip> clips;
  for (const double valence : {-0.5, 0.5})
    for (const double arousal : {-0.5, 0.5}) {
      HeardClip heard = synthetic_clip(std::to_string(clips.size()), 7);
      heard.clip.affect = Affect{valence, arousal};
      auto& moods = heard.record.moods;
      for (size_t i = 0; i < 6; ++i) {
        // The first three seconds are not settled: far off.
        const double sign = i < 3 ? 10 : -1;
        moods[i].metrics.valence = 0.5 + sign * valence / 2;
        moods[i].metrics.energy = 0.5 + sign * arousal / 2;
      }
      moods[5].metrics.valence = 0.5 + scale * valence / 2;
      moods[5].metrics.energy = 0.5 + scale * arousal / 2;
      moods[6].state = State::kSilence;
      moods[6].metrics = Metrics();
      clips.push_back(heard);
    }
  return clips;
}

double figure(const Report& report, size_t row, const char* column) {
  return *report.tables.at(0).cell(row, column).number;
}

TEST(MoodReport, TheLastMessageWithSound) {
  const Report report = mood_report(labelled_clips(1), "basic");
  ASSERT_EQ(report.tables.size(), 1u);
  EXPECT_EQ(report.tables[0].name(), "moods-basic");
  ASSERT_EQ(report.tables[0].rows(), 2u);
  EXPECT_EQ(report.tables[0].cell(0, "estimate").words, "last");
  EXPECT_EQ(figure(report, 0, "clips"), 4);
  EXPECT_NEAR(figure(report, 0, "arousal r"), 1, 1e-9);
  EXPECT_NEAR(figure(report, 0, "arousal CCC"), 1, 1e-9);
  EXPECT_NEAR(figure(report, 0, "valence CCC"), 1, 1e-9);
  EXPECT_NEAR(figure(report, 0, "quadrant"), 1, 1e-9);
}

// Settled are -1, -1 and 1 times the label: a mean of -1/3 of it.
TEST(MoodReport, TheMeanOfTheSettledMessages) {
  const Report report = mood_report(labelled_clips(1), "basic");
  EXPECT_EQ(report.tables[0].cell(1, "estimate").words, "mean");
  EXPECT_NEAR(figure(report, 1, "arousal r"), -1, 1e-9);
  EXPECT_NEAR(figure(report, 1, "valence CCC"), -2 / 3.0 / (1 + 1 / 9.0), 1e-9);
  EXPECT_NEAR(figure(report, 1, "quadrant"), 0, 1e-9);
}

TEST(MoodReport, ScaleLowersConcordanceOnly) {
  const Report report = mood_report(labelled_clips(0.5), "basic");
  EXPECT_NEAR(figure(report, 0, "arousal r"), 1, 1e-9);
  EXPECT_NEAR(figure(report, 0, "arousal CCC"), 2 * 0.5 / 1.25, 1e-9);
}

TEST(MoodReport, ClipsWithoutSoundOrLabelAreLeftOut) {
  auto clips = labelled_clips(1);
  clips.push_back(synthetic_clip("silent", 5, State::kSilence));
  clips.back().clip.affect = Affect{1, 1};
  clips.push_back(synthetic_clip("unlabelled", 5));
  EXPECT_EQ(figure(mood_report(clips, "basic"), 0, "clips"), 4);
  const Report nothing = mood_report({&clips.back(), 1}, "basic");
  EXPECT_TRUE(nothing.tables.empty());
  EXPECT_FALSE(nothing.note.empty());
}

}  // namespace
}  // namespace mood::accuracy
