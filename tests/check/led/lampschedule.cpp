/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampschedule.h"

#include <gtest/gtest.h>

#include "commands.h"

namespace mood::test {
namespace {

using Kind = LampStep::Kind;
constexpr uint64_t kSecond = 1'000'000'000;

/// A schedule, the time, and what happened.
class Trial {
 public:
  explicit Trial(LampSettings settings = fast()) : schedule(settings) {}

  /// No limit worth speaking of, pauses of 0.5 to 30 s.
  static LampSettings fast() {
    LampSettings settings;
    settings.max_rate_hz = 1000;
    return settings;
  }

  LampStep next() { return schedule.next(now, wake_time); }

  LampOutcome finish(const LampStep& step, const LampResult& result) {
    return schedule.done(step, result, now);
  }

  void connect() {
    const LampStep step = next();
    ASSERT_EQ(step.kind, Kind::kConnect);
    finish(step, {});
  }

  /// The next step, which is a command, goes well.
  std::string send() {
    const LampStep step = next();
    if (step.kind != Kind::kSend) return "nothing";
    finish(step, {});
    return brief(step.command);
  }

  LampOutcome fail() { return finish(next(), LampResult::failed("gone")); }

  uint64_t now = 100 * kSecond;
  std::optional<uint64_t> wake_time;
  LampSchedule schedule;
};

}  // namespace

TEST(LampSchedule, ConnectsFirstAndThenSendsInOrder) {
  Trial run;
  run.schedule.post(scene("a"), run.now);
  run.schedule.post(speed(1), run.now);
  run.connect();
  EXPECT_EQ(run.send(), "scene a");
  EXPECT_EQ(run.send(), "effect 1.0 - -");
  const LampStep idle = run.next();
  EXPECT_EQ(idle.kind, Kind::kWait);
  EXPECT_EQ(idle.until_ns, LampStep::kForever);
}

TEST(LampSchedule, OneIncidentIsToldOnceAndItsEndToo) {
  Trial run;
  EXPECT_TRUE(run.fail().failed);
  for (int i = 0; i < 5; ++i) {
    run.now += 60 * kSecond;
    const LampOutcome again = run.fail();
    EXPECT_FALSE(again.failed);
  }
  run.now += 60 * kSecond;
  EXPECT_TRUE(run.finish(run.next(), {}).recovered);
  EXPECT_EQ(run.schedule.stats().incidents, 1u);
  EXPECT_EQ(run.schedule.stats().failures, 6u);
  EXPECT_EQ(run.schedule.stats().last_error, "gone");
}

TEST(LampSchedule, PausesLongerAfterEachFailure) {
  Trial run;
  for (const uint64_t pause_ms : {500, 1000, 2000, 4000}) {
    run.fail();
    const LampStep wait = run.next();
    EXPECT_EQ(wait.kind, Kind::kWait);
    EXPECT_EQ(wait.until_ns, run.now + pause_ms * 1'000'000);
    run.now = wait.until_ns;
  }
}

TEST(LampSchedule, AFailedCommandIsSentAgainUnlessALaterOneReplacesIt) {
  Trial run;
  run.connect();
  run.schedule.post(speed(1), run.now);
  run.fail();
  run.now += kSecond;
  run.connect();
  EXPECT_EQ(run.send(), "effect 1.0 - -");
  run.schedule.post(scene("a"), run.now);
  run.fail();
  run.schedule.post(scene("b"), run.now);
  run.now += 10 * kSecond;
  run.connect();
  EXPECT_EQ(run.send(), "scene b");
  EXPECT_EQ(run.next().kind, Kind::kWait);
}

TEST(LampSchedule, ALampThatComesBackShowsAllOfWhatItShould) {
  Trial run;
  run.connect();
  run.schedule.post(scene("a"), run.now);
  run.schedule.post(brightness(0.5), run.now);
  run.send();
  run.send();
  run.schedule.post(speed(2), run.now);
  run.fail();
  run.now += kSecond;
  run.connect();
  EXPECT_EQ(run.send(), "scene a");
  EXPECT_EQ(run.send(), "effect 2.0 - 0.5");
}

TEST(LampSchedule, AFlashIsNotRepeated) {
  Trial run;
  run.connect();
  run.schedule.post(flash(), run.now);
  run.fail();
  run.now += kSecond;
  run.connect();
  EXPECT_EQ(run.next().kind, Kind::kWait);
  EXPECT_EQ(run.schedule.stats().dropped, 1u);
}

TEST(LampSchedule, ABusyLampIsAskedAgainSoon) {
  Trial run;
  run.connect();
  run.schedule.post(speed(1), run.now);
  const LampOutcome outcome = run.finish(run.next(), LampResult::busy("busy"));
  EXPECT_FALSE(outcome.failed);
  EXPECT_EQ(run.next().until_ns, run.now + kSecond / 2);
  run.now += kSecond / 2;
  EXPECT_EQ(run.send(), "effect 1.0 - -");
  EXPECT_EQ(run.schedule.stats().incidents, 0u);
}

TEST(LampSchedule, ALampThatStaysBusyHasFailed) {
  Trial run;
  run.connect();
  run.schedule.post(speed(1), run.now);
  int tries = 0;
  while (!run.finish(run.next(), LampResult::busy("busy")).failed) {
    ASSERT_LT(++tries, 20);
    run.now += kSecond;
  }
  EXPECT_EQ(tries, LampSchedule::kMaxBusy);
  EXPECT_FALSE(run.schedule.connected());
}

TEST(LampSchedule, ARefusalIsToldOncePerReasonAndTheLampIsStillWell) {
  Trial run;
  run.connect();
  const auto refuse = [&](const char* reason) {
    run.schedule.post(scene("x"), run.now);
    return run.finish(run.next(), LampResult::refused(reason)).refused;
  };
  EXPECT_TRUE(refuse("no scene x"));
  EXPECT_FALSE(refuse("no scene x"));
  EXPECT_TRUE(refuse("no scene y"));
  EXPECT_TRUE(run.schedule.connected());
  EXPECT_EQ(run.schedule.stats().refused, 3u);
  for (int i = 0; i < 100; ++i) refuse(std::to_string(i).c_str());
  EXPECT_FALSE(refuse("one too many to keep"));
}

TEST(LampSchedule, WhatIsDoneInPartIsToldAndKept) {
  Trial run;
  run.connect();
  run.schedule.post(speed(1), run.now);
  const LampResult in_part{LampStatus::kOk, "no such effect"};
  EXPECT_TRUE(run.finish(run.next(), in_part).refused);
  EXPECT_EQ(run.schedule.stats().refused, 0u);
  run.schedule.post(speed(2), run.now);
  EXPECT_FALSE(run.finish(run.next(), in_part).refused);
}

TEST(LampSchedule, KnowsWhetherTheLampIsHeld) {
  Trial run;
  run.connect();
  EXPECT_FALSE(run.schedule.holds_lamp());
  run.schedule.post(flash(), run.now);
  run.send();
  EXPECT_TRUE(run.schedule.holds_lamp());
  run.schedule.post(release(), run.now);
  run.send();
  EXPECT_FALSE(run.schedule.holds_lamp());
  run.schedule.post(speed(1), run.now);
  run.fail();
  EXPECT_TRUE(run.schedule.holds_lamp()) << "it may have been carried out";
}

TEST(LampSchedule, AReleasedLampIsLeftAloneWhenItComesBack) {
  Trial run;
  run.connect();
  run.schedule.post(speed(1), run.now);
  run.send();
  run.schedule.post(release(), run.now);
  run.send();
  run.schedule.post(flash(), run.now);
  run.fail();
  run.now += kSecond;
  run.connect();
  EXPECT_EQ(run.next().kind, Kind::kWait);
}

TEST(LampSchedule, CommandsThatWaitForTheirTurnAreStillMerged) {
  LampSettings settings;
  settings.max_rate_hz = 1;
  Trial run(settings);
  run.connect();
  run.schedule.limiter().take(run.now);
  run.schedule.post(speed(1), run.now);
  const LampStep wait = run.next();
  ASSERT_EQ(wait.kind, Kind::kWait);
  EXPECT_EQ(wait.until_ns, run.now + kSecond);
  run.schedule.post(speed(2), run.now);
  run.now = wait.until_ns;
  EXPECT_EQ(run.send(), "effect 2.0 - -");
  EXPECT_EQ(run.schedule.stats().coalesced, 1u);
}

TEST(LampSchedule, TheDriverIsWokenInTimeWhileConnected) {
  Trial run;
  run.schedule.request_wake();
  run.connect();
  EXPECT_EQ(run.next().kind, Kind::kWake);
  run.wake_time = run.now + kSecond;
  EXPECT_EQ(run.next().until_ns, run.now + kSecond);
  run.now += kSecond;
  EXPECT_EQ(run.next().kind, Kind::kWake);
}

}  // namespace mood::test
