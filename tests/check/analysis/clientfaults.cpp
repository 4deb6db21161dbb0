/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clientfixture.h"

namespace mood::test {
namespace {

class ClientFaults : public ClientFixture {};

TEST_F(ClientFaults, AHelperThatBehavesIsStartedOnceAndReported) {
  use_fake("good");
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  const auto record = listener_.record();
  ASSERT_EQ(record.statuses.size(), 1u);
  EXPECT_EQ(record.statuses[0].kind, Kind::kStarted);
  EXPECT_EQ(record.statuses[0].backend, "process");
  EXPECT_GT(record.statuses[0].pid, 0);
  EXPECT_EQ(record.statuses[0].restarts, 0u);
  EXPECT_FALSE(record.statuses[0].warn);
  EXPECT_EQ(starts(), 1u);
}

struct Fault {
  const char* mode;
  const char* reason;  ///< part of what is reported
};

/// The first helper fails as told, the second is good.
class ClientAfter : public ClientFixture,
                    public testing::WithParamInterface<Fault> {};

TEST_P(ClientAfter, CarriesOnWithAnotherHelperAndOneWarning) {
  use_fake(std::string(GetParam().mode) + ",good");
  parameters_.timeout = 400ms;
  parameters_.health_interval = 300ms;
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_TRUE(listener_.wait_for_status(Kind::kLost));
  ASSERT_TRUE(listener_.wait_until([](auto& r) {
    return r.count(Kind::kStarted) + r.count(Kind::kRestarted) >= 1 &&
           r.statuses.back().kind != Kind::kLost;
  }));
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  const auto record = listener_.record();
  EXPECT_EQ(record.count(Kind::kLost), 1u);
  EXPECT_EQ(record.warnings(), 1u);
  EXPECT_EQ(record.count(Kind::kDegraded), 0u);
  EXPECT_EQ(starts(), 2u);
  EXPECT_TRUE(record.moods.empty()) << "nothing false was passed on";
  for (const auto& status : record.statuses)
    if (status.kind == Kind::kLost) {
      EXPECT_TRUE(status.warn);
      EXPECT_NE(status.reason.find(GetParam().reason), std::string::npos)
          << status.reason;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Fault, ClientAfter,
    testing::Values(
        Fault{"exit", "before it was ready"},
        Fault{"mute", "not ready within 0.4 s"}, Fault{"old", "same version"},
        Fault{"garbage-first", "does not speak this protocol"},
        Fault{"oversized-first", "does not speak this protocol"},
        Fault{"result-first", "does not speak this protocol"},
        Fault{"stop-at-once", "not ready within"},
        Fault{"crash-when-up", "ended unexpectedly"},
        Fault{"close", "ended unexpectedly"},
        Fault{"crash", "ended unexpectedly"},
        Fault{"stop", "no progress for 0.4 s"}, Fault{"spin", "no progress"},
        Fault{"pretend", "no progress"}, Fault{"deaf", "no progress"},
        Fault{"flood", "no progress"}, Fault{"garbage", "breaks the protocol"},
        Fault{"truncated", "breaks the protocol"},
        Fault{"oversized", "breaks the protocol"},
        Fault{"unknown", "breaks the protocol"},
        Fault{"hello-back", "breaks the protocol"},
        Fault{"impossible", "impossible results"},
        Fault{"unasked", "impossible results"},
        Fault{"ahead", "impossible results"},
        Fault{"future", "impossible results"},
        Fault{"error", "it reports: xxx"}),
    [](const auto& info) {
      std::string name = info.param.mode;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST_F(ClientFaults, AnIdleHelperIsPingedAndMayBeIdle) {
  use_fake("good");
  parameters_.timeout = 300ms;
  parameters_.health_interval = 50ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_FALSE(listener_.wait_until([](auto& r) { return r.size() > 1; }, 1s));
}

TEST_F(ClientFaults, AnIdleHelperThatDoesNotAnswerIsReplaced) {
  use_fake("no-pong,good");
  parameters_.timeout = 200ms;
  parameters_.health_interval = 50ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kRestarted));
  EXPECT_EQ(listener_.record().warnings(), 1u);
}

TEST_F(ClientFaults, AudioThatCameBeforeTheHelperFellIdleIsAnnounced) {
  use_fake("late-idle");
  parameters_.timeout = 60s;
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_EQ(wait_for_all(), Wait::kReached);
  push(10 * kQuantum);  // seen by nobody, until it says that it is idle
  EXPECT_EQ(wait_for_all(), Wait::kReached);
}

TEST_F(ClientFaults, DescriptorsThatAHelperSendsAreNotKept) {
  use_fake("descriptors,good");
  parameters_.timeout = 300ms;
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  const size_t before = open_descriptors();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_TRUE(
      listener_.wait_until([](auto& r) { return r.progress.size() > 500; }));
  // The region's; the packet in hand may have one too.
  EXPECT_LE(open_descriptors(), before + 2);
}

TEST_F(ClientFaults, ASeriesOfCrashesIsOneIncidentWithBoundedBackoff) {
  use_fake("crash-when-up");
  start();
  configure(Feeder::Pace::kLive);
  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kLost, 5));
  // At once, then after 0.25, 0.5 and 1 s.
  const auto took = std::chrono::steady_clock::now() - before;
  EXPECT_GE(took, 1700ms);
  EXPECT_LE(took, 8s);
  const auto record = listener_.record();
  EXPECT_EQ(record.warnings(), 1u);
  EXPECT_EQ(record.count(Kind::kDegraded), 1u);
  push(10 * kQuantum);
  const auto waited_from = std::chrono::steady_clock::now();
  EXPECT_EQ(wait_for_all(20s), Wait::kGivenUp);
  EXPECT_LT(std::chrono::steady_clock::now() - waited_from, 5s);
}

TEST_F(ClientFaults, AHopelessHelperStaysSoEvenIfItKeepsComingUp) {
  use_fake("crash-when-up");
  start();
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  ASSERT_TRUE(listener_.wait_for_status(Kind::kLost, 4));
  // Between the fourth and the fifth nobody waits out the backoff.
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(wait_for_all(20s), Wait::kGivenUp);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 800ms);
}

TEST_F(ClientFaults, WithoutHopeThereMayStillBeRecovery) {
  use_fake("exit,exit,exit,good");
  start();
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  configure(Feeder::Pace::kLive);
  push(10 * kQuantum);
  EXPECT_EQ(wait_for_all(10ms), Wait::kGivenUp);
  ASSERT_TRUE(listener_.wait_for_status(Kind::kStarted));
  EXPECT_EQ(wait_for_all(), Wait::kReached);
  EXPECT_EQ(listener_.record().warnings(), 1u);
}

TEST_F(ClientFaults, AMissingHelperIsOneWarningAndNoHope) {
  parameters_.helper = std::make_unique<HelperProcess>("/nowhere/helper");
  start();
  configure(Feeder::Pace::kComplete);
  push(10 * kQuantum);  // waits until there is no hope
  ASSERT_TRUE(listener_.wait_for_status(Kind::kDegraded));
  const auto record = listener_.record();
  EXPECT_EQ(record.warnings(), 1u);
  EXPECT_NE(record.statuses[0].reason.find("/nowhere/helper"),
            std::string::npos);
  EXPECT_EQ(wait_for_all(20s), Wait::kGivenUp);
}

}  // namespace
}  // namespace mood::test
