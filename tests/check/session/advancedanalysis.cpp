/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "advancedanalysis.h"

#include <gtest/gtest.h>

#include "fakewindowanalysis.h"
#include "recordingsink.h"

namespace mood {
namespace {

constexpr uint64_t kRate_hz = 10000;

class AdvancedAnalysisTest : public testing::Test {
 protected:
  /// Windows of 3 s every second.
  void make(bool lockstep, uint64_t features_position = 0) {
    AdvancedAnalysis::Parameters parameters;
    parameters.clock.window_ns = 3'000'000'000;
    parameters.clock.interval_ns = 1'000'000'000;
    parameters.clock.rate_hz = kRate_hz;
    parameters.lockstep = lockstep;
    parameters.features_position = features_position;
    auto fake = std::make_unique<test::FakeWindowAnalysis>();
    fake_ = fake.get();
    advanced_.emplace(sink_, std::move(fake), parameters);
    begin(1, 0);
  }
  void begin(uint64_t epoch, uint64_t start) {
    advanced_->begin({.configuration = 5, .epoch = epoch}, start);
  }
  void advance(uint64_t seconds) {
    ASSERT_TRUE(advanced_->advance(seconds * kRate_hz));
  }
  /// Ends of the features sent, in seconds.
  std::vector<uint64_t> ends() const {
    std::vector<uint64_t> ends;
    for (const auto& packet : sink_.features)
      ends.push_back(packet.end_position / kRate_hz);
    return ends;
  }
  /// Until the worker's result is there.
  void collect() {
    const size_t before = sink_.features.size();
    while (sink_.features.size() == before) ASSERT_TRUE(advanced_->collect());
  }
  AnalysisDepth depth_at(uint64_t position) const {
    return advanced_->depth_at(position);
  }
  using Ends = std::vector<uint64_t>;

  test::RecordingSink sink_;
  test::FakeWindowAnalysis* fake_ = nullptr;
  std::optional<AdvancedAnalysis> advanced_;
};

TEST_F(AdvancedAnalysisTest, AnalysesEveryWindowInTurnInLockstep) {
  make(true);
  advance(0);
  EXPECT_TRUE(sink_.features.empty());
  advance(2);
  EXPECT_EQ(ends(), (Ends{1, 2}));
  advance(5);
  EXPECT_EQ(ends(), (Ends{1, 2, 3, 4, 5}));
  EXPECT_FALSE(advanced_->busy());
  EXPECT_EQ(sink_.features[1].start_position, 0u);
  EXPECT_EQ(sink_.features[4].start_position, 2 * kRate_hz);
  EXPECT_EQ(sink_.features[4].origin.configuration, 5u);
  EXPECT_EQ(sink_.features[4].origin.epoch, 1u);
  EXPECT_EQ(sink_.features[4].header.type, ipc::PacketType::kFeatures);
  ASSERT_TRUE(advanced_->finish(5 * kRate_hz + 7));
  EXPECT_EQ(sink_.features.back().start_position, 2 * kRate_hz + 7);
  EXPECT_EQ(sink_.features.back().end_position, 5 * kRate_hz + 7);
  EXPECT_EQ(advanced_->skipped(), 0u);
}

TEST_F(AdvancedAnalysisTest, CountsAWindowThatIsDueWhileOneIsAtWork) {
  make(false);
  fake_->hold(true);
  advance(1);
  fake_->wait_begun(1);
  EXPECT_TRUE(advanced_->busy());
  advance(4);
  EXPECT_EQ(advanced_->skipped(), 2u) << "the third may be the last of all";
  EXPECT_TRUE(sink_.features.empty());
  fake_->hold(false);
  collect();
  EXPECT_FALSE(advanced_->busy());
  advance(5);
  collect();
  EXPECT_EQ(ends(), (Ends{1, 5}));
  EXPECT_EQ(advanced_->skipped(), 3u);
}

TEST_F(AdvancedAnalysisTest, WaitsForTheLastWindowAtTheEnd) {
  make(false);
  fake_->hold(true);
  advance(1);
  fake_->wait_begun(1);
  fake_->hold(false);
  ASSERT_TRUE(advanced_->finish(kRate_hz + 5000));
  ASSERT_EQ(sink_.features.size(), 2u);
  EXPECT_EQ(sink_.features[1].end_position, kRate_hz + 5000);
  EXPECT_FALSE(advanced_->busy());
}

TEST_F(AdvancedAnalysisTest, GivesTheLastWindowAnotherChance) {
  make(false);
  fake_->hold(true);
  advance(1);
  fake_->wait_begun(1);
  advance(4);
  fake_->hold(false);
  ASSERT_TRUE(advanced_->finish(4 * kRate_hz));
  EXPECT_EQ(ends(), (Ends{1, 4}));
  EXPECT_EQ(advanced_->skipped(), 2u);
}

TEST_F(AdvancedAnalysisTest, CountsTheLatestSkippedWhenItsEpochIsOver) {
  make(false);
  fake_->hold(true);
  advance(2);
  fake_->wait_begun(1);
  EXPECT_EQ(advanced_->skipped(), 0u);
  begin(2, 25'000);
  EXPECT_EQ(advanced_->skipped(), 1u);
  fake_->hold(false);
}

TEST_F(AdvancedAnalysisTest, DropsWhatBelongsToAnOldEpoch) {
  make(false);
  fake_->hold(true);
  advance(2);
  fake_->wait_begun(1);
  begin(2, 20'000);
  EXPECT_TRUE(advanced_->busy());
  fake_->hold(false);
  while (advanced_->busy()) ASSERT_TRUE(advanced_->collect());
  EXPECT_TRUE(sink_.features.empty());
  EXPECT_EQ(depth_at(20'000), AnalysisDepth::kBasic);
  advance(3);
  collect();
  EXPECT_EQ(sink_.features[0].origin.epoch, 2u);
  EXPECT_EQ(sink_.features[0].start_position, 20'000u);
  EXPECT_EQ(sink_.features[0].end_position, 30'000u);
}

TEST_F(AdvancedAnalysisTest, EndsWhileAWindowIsAtWork) {
  make(false);
  fake_->hold(true);
  advance(1);
  fake_->wait_begun(1);
  fake_->hold(false);
  advanced_.reset();
}

TEST_F(AdvancedAnalysisTest, SkipsWindowsWhoseAudioIsGone) {
  for (bool lockstep : {true, false}) {
    make(lockstep);
    fake_->oldest = 25'000;
    ASSERT_TRUE(advanced_->advance(55'000));  // [0, 1) to [2, 5)
    EXPECT_FALSE(advanced_->busy());
    ASSERT_TRUE(advanced_->finish(60'000));
    EXPECT_EQ(advanced_->skipped(), 5u);
    ASSERT_EQ(sink_.features.size(), 1u);
    EXPECT_EQ(sink_.features[0].start_position, 30'000u);
    sink_.features.clear();
  }
}

TEST_F(AdvancedAnalysisTest, SkipsAWindowThatIsOverwrittenMeanwhile) {
  for (bool lockstep : {true, false}) {
    make(lockstep);
    fake_->valid = false;
    ASSERT_TRUE(advanced_->finish(kRate_hz));
    EXPECT_EQ(advanced_->skipped(), 1u);
    EXPECT_TRUE(sink_.features.empty());
    EXPECT_EQ(depth_at(kRate_hz), AnalysisDepth::kBasic);
  }
}

TEST_F(AdvancedAnalysisTest, DoesNotRepeatWhatWasDelivered) {
  make(true, 3 * kRate_hz);
  advance(3);
  EXPECT_TRUE(sink_.features.empty());
  EXPECT_TRUE(fake_->seen.empty());
  EXPECT_EQ(depth_at(3 * kRate_hz), AnalysisDepth::kAdvanced);
  advance(5);
  EXPECT_EQ(ends(), (Ends{4, 5}));
}

TEST_F(AdvancedAnalysisTest, DoesNotCountHistoryThatIsGone) {
  make(true, 5 * kRate_hz);
  fake_->oldest = 35'000;
  advance(8);
  EXPECT_EQ(advanced_->skipped(), 1u) << "[3, 6)";
  EXPECT_EQ(ends(), (Ends{7, 8}));
}

TEST_F(AdvancedAnalysisTest, StandsBehindWhatEndsWithAWindowOrLater) {
  make(true);
  EXPECT_EQ(depth_at(kRate_hz), AnalysisDepth::kBasic);
  advance(1);
  EXPECT_EQ(depth_at(kRate_hz - 1), AnalysisDepth::kBasic);
  EXPECT_EQ(depth_at(kRate_hz), AnalysisDepth::kAdvanced);
}

TEST_F(AdvancedAnalysisTest, AWindowDoesNotStandForEver) {
  make(true);
  advance(1);
  const uint64_t horizon = (1 + 3 + 3) * kRate_hz;
  EXPECT_EQ(depth_at(horizon), AnalysisDepth::kAdvanced);
  EXPECT_EQ(depth_at(horizon + 1), AnalysisDepth::kBasic);
}

TEST_F(AdvancedAnalysisTest, SaysWhenTheElementIsGone) {
  make(true);
  sink_.gone = true;
  EXPECT_FALSE(advanced_->advance(kRate_hz));
}

}  // namespace
}  // namespace mood
