/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mood/moodjudge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hopslicer.h"
#include "signals.h"
#include "tune.h"

namespace mood {
namespace {

constexpr double kRate = DescriptorBank::kSampleRate;

/// A judge and what comes before it.
class Listening {
 public:
  /// Returns how many judgements were made.
  int hear(std::span<const float> samples, bool silent = false) {
    int judgements = 0;
    slicer_.process(samples, [&](std::span<const float> hop) {
      const Descriptors& now = bank_.process(hop);
      judgements += judge.process(bank_, now, silent);
    });
    return judgements;
  }

  MoodJudge judge;

 private:
  HopSlicer slicer_{DescriptorBank::kHopFrames};
  DescriptorBank bank_;
};

std::vector<float> section_of_tune(const char* name, double length_s) {
  const auto tune = test::synthesise_tune(kRate, 1);
  for (const auto& section : test::tune_sections())
    if (std::string_view(section.name) == name) {
      const auto from = tune.begin() + std::ptrdiff_t(section.start_s * kRate);
      return {from, from + std::ptrdiff_t(length_s * kRate)};
    }
  return {};
}

TEST(MoodJudge, JudgesEveryHalfSecond) {
  Listening listening;
  EXPECT_FALSE(listening.judge.known());
  EXPECT_EQ(listening.judge.completeness(), 0);
  EXPECT_EQ(listening.hear(test::noise(kRate, 0.4, 0.3)), 0);
  EXPECT_NEAR(listening.hear(test::noise(kRate, 10, 0.3)), 21, 1);
  EXPECT_TRUE(listening.judge.known());
  EXPECT_EQ(listening.judge.completeness(), 1);
  EXPECT_FALSE(listening.judge.features().empty());
  EXPECT_GE(listening.judge.judgement().confidence, 0.25);
}

TEST(MoodJudge, HearsThatAnotherMusicBegan) {
  const auto before = section_of_tune("calm", 12);
  const auto after = section_of_tune("drop", 6);
  Listening fresh;
  fresh.hear(after);
  const double alone = fresh.judge.judgement().arousal;

  Listening long_time;
  for (int i = 0; i < 3; ++i) long_time.hear(before);
  const double calm = long_time.judge.judgement().arousal;
  ASSERT_GT(alone - calm, 0.5) << "the example is not clear enough";
  long_time.hear(after);
  EXPECT_NEAR(long_time.judge.judgement().arousal, alone, 0.15);
}

TEST(MoodJudge, HearsNothingInSilence) {
  Listening listening;
  listening.hear(test::noise(kRate, 3, 0.3));
  EXPECT_TRUE(listening.judge.hears());
  EXPECT_EQ(listening.hear(test::silence(kRate, 1), true), 0);
  EXPECT_FALSE(listening.judge.hears());
  EXPECT_TRUE(listening.judge.known()) << "a pause";
  listening.hear(test::silence(kRate, 3), true);
  EXPECT_FALSE(listening.judge.known()) << "over";
}

TEST(MoodJudge, ANewSongForgetsWhatAJumpKeeps) {
  Listening listening;
  listening.hear(test::noise(kRate, 8, 0.3));
  const double arousal = listening.judge.judgement().arousal;
  listening.judge.start_timeline();
  EXPECT_TRUE(listening.judge.known());
  EXPECT_EQ(listening.judge.judgement().arousal, arousal);
  listening.judge.start_song();
  EXPECT_FALSE(listening.judge.known());
  EXPECT_EQ(listening.judge.completeness(), 0);
}

}  // namespace
}  // namespace mood
