/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "healthmonitor.h"

#include <gtest/gtest.h>

namespace mood {
namespace {

using namespace std::chrono_literals;
using Verdict = HealthMonitor::Verdict;
using Time = HealthMonitor::Time;

class HealthMonitorTest : public testing::Test {
 protected:
  HealthMonitorTest() { monitor_.restart(kUp); }
  Verdict check(std::chrono::milliseconds since_up, bool pending) {
    return monitor_.check(kUp + since_up, pending);
  }

  const Time kUp = Time(1000s);
  HealthMonitor monitor_{5s, 30s};
};

TEST_F(HealthMonitorTest, IsPatientForOneTimeoutOfPendingAudio) {
  EXPECT_EQ(check(4999ms, true), Verdict::kFine);
  EXPECT_EQ(check(5000ms, true), Verdict::kHung);
}

TEST_F(HealthMonitorTest, IsContentWithProgress) {
  for (int i = 1; i < 100; ++i) {
    EXPECT_EQ(check(i * 4900ms, true), Verdict::kFine);
    monitor_.note_heard(kUp + i * 4900ms);
    monitor_.note_progress(kUp + i * 4900ms);
  }
}

TEST_F(HealthMonitorTest, WantsProgressAndNotJustChatter) {
  for (int i = 1; i < 5; ++i) {
    monitor_.note_heard(kUp + i * 1s);
    monitor_.note_pong();
    EXPECT_EQ(check(i * 1000ms, true), Verdict::kFine);
  }
  monitor_.note_heard(kUp + 5s);
  EXPECT_EQ(check(5000ms, true), Verdict::kHung);
}

TEST_F(HealthMonitorTest, StartsTheTimeoutWhenAudioStartsToWait) {
  EXPECT_EQ(check(20000ms, false), Verdict::kFine);
  EXPECT_EQ(check(24999ms, true), Verdict::kFine);
  EXPECT_EQ(check(25000ms, true), Verdict::kHung);
}

TEST_F(HealthMonitorTest, PingsAnIdleHelperOnceAndWaitsForItsPong) {
  EXPECT_EQ(check(29999ms, false), Verdict::kFine);
  EXPECT_EQ(check(30000ms, false), Verdict::kPingIt);
  EXPECT_EQ(check(30001ms, false), Verdict::kFine);
  EXPECT_EQ(check(34999ms, false), Verdict::kFine);
  EXPECT_EQ(check(35000ms, false), Verdict::kHung);
}

TEST_F(HealthMonitorTest, PingsAgainAnIntervalAfterThePong) {
  EXPECT_EQ(check(30000ms, false), Verdict::kPingIt);
  monitor_.note_heard(kUp + 31s);
  monitor_.note_pong();
  EXPECT_EQ(check(35000ms, false), Verdict::kFine);
  EXPECT_EQ(check(60999ms, false), Verdict::kFine);
  EXPECT_EQ(check(61000ms, false), Verdict::kPingIt);
}

TEST_F(HealthMonitorTest, ForgetsThePingOfAHelperThatIsGone) {
  EXPECT_EQ(check(30000ms, false), Verdict::kPingIt);
  monitor_.restart(kUp + 34s);
  EXPECT_EQ(check(36000ms, false), Verdict::kFine);
}

TEST_F(HealthMonitorTest, LooksAgainBeforeAnyDeadlineIsLongPast) {
  const auto next = [&](std::chrono::milliseconds since_up) {
    return monitor_.next_check(kUp + since_up) - kUp;
  };
  EXPECT_EQ(next(0ms), 1250ms);
  EXPECT_EQ(next(29500ms), 30000ms) << "the ping is due";
  check(30000ms, false);
  EXPECT_EQ(next(34500ms), 35000ms) << "the pong is due";
}

TEST_F(HealthMonitorTest, AllowsWhatTheWorkAtHandMayTake) {
  monitor_.set_allowance(2s);
  EXPECT_EQ(check(6999ms, true), Verdict::kFine);
  EXPECT_EQ(check(7000ms, true), Verdict::kHung);
  monitor_.set_allowance(0s);
  monitor_.restart(kUp);
  EXPECT_EQ(check(5000ms, true), Verdict::kHung);
}

TEST(HealthMonitor, DoesNotSpinOnATinyTimeout) {
  HealthMonitor monitor(1ms, 1h);
  monitor.restart(Time(1s));
  EXPECT_EQ(monitor.next_check(Time(1s)), Time(1s) + 10ms);
}

}  // namespace
}  // namespace mood
