/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <signal.h>

#include <thread>

#include "clientfixture.h"

namespace mood::test {
namespace {

/// With the real helper, which meets with accidents.
class ClientRecovery : public ClientFixture {
 protected:
  void SetUp() override {
    ClientFixture::SetUp();
    use_real();
    parameters_.timeout = 1s;
  }
  void start_and_configure(Feeder::Pace pace) {
    start();
    ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
    configure(pace);
  }
  int helper_pid() {
    const auto record = listener_.record();
    return record.statuses.empty() ? 0 : record.statuses.back().pid;
  }
  void strike(int signal) {
    const int pid = helper_pid();
    ASSERT_GT(pid, 0);
    ASSERT_EQ(kill(pid, signal), 0);
  }
  /// Whether moods follow each other without hole or overlap, up to @p end.
  void expect_tiles(uint64_t end) {
    uint64_t reached = 0;
    for (const auto& mood : listener_.record().moods) {
      ASSERT_EQ(mood.start_position, reached);
      ASSERT_GT(mood.end_position, reached);
      reached = mood.end_position;
    }
    EXPECT_EQ(reached, end);
  }
};

TEST_F(ClientRecovery, NothingIsAmissWithoutAccident) {
  start_and_configure(Feeder::Pace::kComplete);
  push(3 * kRate + 17);
  feeder_->drain(10s);
  expect_tiles(3 * kRate + 17);
  const auto record = listener_.record();
  EXPECT_EQ(record.statuses.size(), 1u);
  EXPECT_TRUE(record.progress.back().drained);
}

class CompleteClientAfter : public ClientRecovery,
                            public testing::WithParamInterface<int> {};

TEST_P(CompleteClientAfter, MissesNoMoodAndRepeatsNone) {
  start_and_configure(Feeder::Pace::kComplete);
  for (int tenth = 0; tenth < 40; ++tenth) {
    if (tenth == 13 || tenth == 27) {
      strike(GetParam());
      // Not before the supervisor knows: it must not strike a pid twice.
      push(kRate / 10);
      ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted, tenth / 13));
      continue;
    }
    push(kRate / 10);
  }
  feeder_->drain(10s);
  expect_tiles(4 * kRate);
  const auto record = listener_.record();
  EXPECT_EQ(record.count(Kind::kLost), 2u);
  EXPECT_EQ(record.count(Kind::kRestarted), 2u);
  EXPECT_EQ(record.statuses.back().restarts, 2u);
  EXPECT_EQ(record.warnings(), 1u) << "ten seconds have not passed";
  EXPECT_EQ(record.progress.back().overruns, 0u);
}

TEST_P(CompleteClientAfter, MissesNoWindowAndRepeatsNone) {
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  configure(Feeder::Pace::kComplete, 1'000'000'000);
  for (int tenth = 0; tenth < 40; ++tenth) {
    const bool strikes = tenth == 13 || tenth == 27;
    if (strikes) strike(GetParam());
    push(kRate / 10);
    if (strikes) {
      ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted, tenth / 13));
    }
  }
  push(7);
  feeder_->drain(10s);
  const auto features = listener_.record().features;
  ASSERT_EQ(features.size(), 9u) << "every half second, and the end";
  for (size_t i = 0; i < 9; ++i)
    EXPECT_EQ(features[i].end_position,
              i == 8 ? 4 * kRate + 7 : (i + 1) * kRate / 2);
  EXPECT_EQ(listener_.record().progress.back().skipped_analyses, 0u);
}

INSTANTIATE_TEST_SUITE_P(Signal, CompleteClientAfter,
                         testing::Values(SIGKILL, SIGSTOP, SIGSEGV),
                         [](const auto& info) {
                           return std::string(sigabbrev_np(info.param));
                         });

TEST_F(ClientRecovery, ALiveStreamHearsNothingOfWhatItMissed) {
  start_and_configure(Feeder::Pace::kLive);
  push(kRate);
  ASSERT_EQ(wait_for_all(), Wait::kReached);
  const auto before = listener_.record().moods;
  ASSERT_FALSE(before.empty());
  strike(SIGSTOP);
  push(kRate);
  const uint64_t missed = feeder_->position();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted));
  for (int i = 0; i < 10; ++i) push(kRate / 10);
  ASSERT_EQ(wait_for_all(), Wait::kReached);
  const auto after = listener_.record().moods;
  ASSERT_GT(after.size(), before.size());
  uint64_t reached = missed;
  for (size_t i = before.size(); i < after.size(); ++i) {
    EXPECT_GT(after[i].end_position, reached);
    EXPECT_EQ(after[i].end_position % (kRate / 10), 0u) << "the same grid";
    reached = after[i].end_position;
  }
}

TEST_F(ClientRecovery, ALiveStreamStaysDeafToHistoryThroughTwoLosses) {
  use_fake("good,stop,real");
  parameters_.timeout = 300ms;
  start_and_configure(Feeder::Pace::kLive);
  push(kRate / 2);
  ASSERT_EQ(wait_for_all(), Wait::kReached);
  strike(SIGKILL);
  ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted));
  push(kRate / 2);  // the second helper stops before it says anything
  ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted, 2));
  const uint64_t missed = feeder_->position();
  for (int i = 0; i < 10; ++i) push(kRate / 10);
  ASSERT_TRUE(listener_.wait_until([](auto& r) { return r.moods.size() > 3; }));
  for (const auto& mood : listener_.record().moods)
    EXPECT_GT(mood.end_position, missed);
}

TEST_F(ClientRecovery, AHelperThatCannotKeepUpIsNotTakenForHung) {
  parameters_.timeout = 400ms;
  start_and_configure(Feeder::Pace::kLive);
  std::vector<float> noise(kRate / 10, 0.1f);
  const auto* bytes = reinterpret_cast<const std::byte*>(noise.data());
  const auto end = std::chrono::steady_clock::now() + 2s;
  while (std::chrono::steady_clock::now() < end)
    feeder_->push({&bytes, 1}, noise.size());
  const auto record = listener_.record();
  EXPECT_EQ(record.count(Kind::kLost), 0u);
  ASSERT_FALSE(record.progress.empty());
  EXPECT_GT(record.progress.back().overruns, 0u) << "then this tested nothing";
}

TEST_F(ClientRecovery, SettingsThatChangeAllTheTimeKeepNobodyFromWorking) {
  start_and_configure(Feeder::Pace::kLive);
  for (int i = 0; i < 500; ++i) {
    client_->set_settings({.sensitivity = i / 500.0});
    push(kQuantum / 4);
    std::this_thread::sleep_for(2ms);  // the pace of an eager application
  }
  // Not only at the end: while they still changed.
  EXPECT_GT(listener_.record().progress.size(), 20u);
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  EXPECT_EQ(listener_.record().count(Kind::kLost), 0u);
}

TEST_F(ClientRecovery, AnIdleHelperAnswersPings) {
  parameters_.timeout = 500ms;
  parameters_.health_interval = 50ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_FALSE(listener_.wait_until([](auto& r) { return r.size() > 1; }, 1s));
}

TEST_F(ClientRecovery, AudioAfterALongSilenceIsNoticed) {
  start_and_configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_EQ(wait_for_all(), Wait::kReached);
  // By now it has stopped looking by itself.
  std::this_thread::sleep_for(800ms);
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(500ms), Wait::kReached);
}

TEST_F(ClientRecovery, AThreadGivesTheResultsOfAProcess) {
  start_and_configure(Feeder::Pace::kComplete);
  push(2 * kRate);
  feeder_->drain(10s);
  const auto process = listener_.record().moods;
  client_->stop();

  std::string error;
  parameters_ = {};
  parameters_.helper = make_thread(error);
  if (!parameters_.helper) GTEST_SKIP() << error;
  parameters_.helper_in_process = true;
  start_and_configure(Feeder::Pace::kComplete);
  push(2 * kRate);
  feeder_->drain(10s);
  const auto all = listener_.record().moods;
  ASSERT_EQ(all.size(), 2 * process.size());
  for (size_t i = 0; i < process.size(); ++i) {
    const auto& thread = all[process.size() + i];
    EXPECT_EQ(thread.start_position, process[i].start_position);
    EXPECT_EQ(thread.mood.metrics.energy, process[i].mood.metrics.energy);
    EXPECT_EQ(thread.mood.metrics.brightness,
              process[i].mood.metrics.brightness);
  }
}

}  // namespace
}  // namespace mood::test
