/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sessiontest.h"

namespace mood::test {
namespace {

class Session : public SessionTest {
 protected:
  void offset(int64_t offset_ns) {
    settings_.offset_ns = offset_ns;
    use();
  }
  void flash_beats() {
    settings_.mapper.beat_flash = true;
    use();
  }
};

}  // namespace

TEST_F(Session, CommandsAreDatedAsTheirAudio) {
  session_.follow_stream(10 * kSecond, items_);
  items_.clear();
  session_.mood(groove(9600 * kMs), items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 9600 * kMs);
}

TEST_F(Session, OffsetMovesCommandsBothWays) {
  offset(2 * kSecond);
  session_.mood(groove(kSecond), items_);
  EXPECT_TRUE(take_commands().empty());
  session_.follow_stream(2900 * kMs, items_);
  EXPECT_TRUE(take_commands().empty());
  session_.follow_stream(3 * kSecond, items_);
  auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 3 * kSecond);

  offset(-2 * int64_t{kSecond});
  for (uint64_t t = 4; t <= 10; ++t)
    session_.follow_stream(t * kSecond, items_);
  session_.mood(in_state(10 * kSecond, State::kPeak), items_);
  commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 8 * kSecond);
}

TEST_F(Session, BeforeTheBeginningIsTheBeginning) {
  offset(-5 * int64_t{kSecond});
  session_.mood(groove(kSecond), items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 0u);
}

TEST_F(Session, FutureCommandsDoNotBlockOthers) {
  flash_beats();
  session_.mood(groove(0), items_);
  session_.follow_stream(3000 * kMs, items_);
  BeatUpdate update = beat(3000 * kMs);
  update.next_beat_ns = 3900 * kMs;
  session_.beat(update, items_);
  session_.mood(in_state(3500 * kMs, State::kPeak), items_);
  session_.follow_stream(4 * kSecond, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 3u);
  EXPECT_EQ(commands[1].cause, "state:peak");
  EXPECT_EQ(commands[2].cause, "beat");
  EXPECT_EQ(commands[2].running_time_ns, 3900 * kMs);
}

TEST_F(Session, TimesNeverGoBack) {
  flash_beats();
  session_.mood(groove(0), items_);
  session_.beat(beat(4 * kSecond), items_);
  session_.mood(in_state(3500 * kMs, State::kPeak), items_);
  session_.section(event(3900 * kMs, StructureEvent::kClimax), items_);
  uint64_t last_ns = 0;
  for (const SceneCommand& command : take_commands()) {
    EXPECT_GE(command.running_time_ns, last_ns);
    last_ns = command.running_time_ns;
  }
  EXPECT_EQ(last_ns, 4 * kSecond);
}

TEST_F(Session, FlashesAreLimitedHowEverTheyCome) {
  flash_beats();
  session_.mood(groove(0), items_);
  for (uint64_t i = 0; i < 200; ++i) {
    session_.beat(beat(5 * kSecond + i * 50 * kMs), items_);
  }
  std::vector<uint64_t> times_ns;
  for (const SceneCommand& command : take_commands()) {
    if (command.cause == "beat") times_ns.push_back(command.running_time_ns);
  }
  ASSERT_GE(times_ns.size(), 25u);
  for (size_t i = 3; i < times_ns.size(); ++i) {
    EXPECT_GT(times_ns[i] - times_ns[i - 3], kSecond);
  }
  EXPECT_EQ(session_.stats().flashes, times_ns.size());
  EXPECT_EQ(session_.stats().suppressed_flashes, 200 - times_ns.size());
}

TEST_F(Session, AFlashThatMissedItsBeatIsNotSent) {
  flash_beats();
  session_.mood(groove(0), items_);
  session_.follow_stream(20 * kSecond, items_);
  items_.clear();
  session_.beat(beat(18 * kSecond), items_);
  EXPECT_TRUE(take_commands().empty());
  EXPECT_EQ(session_.stats().suppressed_flashes, 1u);
}

TEST_F(Session, SilenceCancelsPromisedFlashes) {
  flash_beats();
  session_.mood(groove(0), items_);
  session_.follow_stream(kSecond, items_);
  BeatUpdate update = beat(kSecond);
  update.next_beat_ns = 2 * kSecond;
  session_.beat(update, items_);
  session_.mood(in_state(1500 * kMs, State::kSilence), items_);
  session_.follow_stream(5 * kSecond, items_);
  for (const auto& command : take_commands()) EXPECT_NE(command.cause, "beat");
}

TEST_F(Session, GapsCoverTheTimeWithoutOverlap) {
  uint64_t end_ns = 0;
  for (uint64_t t = 0; t < 600; ++t) {
    session_.follow_stream(t * 20 * kMs, items_);
    if (t == 300) session_.mood(groove(t * 20 * kMs), items_);
  }
  for (const SceneItem& item : items_) {
    if (const auto* gap = std::get_if<SceneGap>(&item)) {
      EXPECT_GE(gap->start_ns, end_ns);
      EXPECT_GT(gap->end_ns, gap->start_ns);
      end_ns = gap->end_ns;
    } else {
      const uint64_t at_ns = std::get<SceneCommand>(item).running_time_ns;
      EXPECT_GE(at_ns, end_ns);
      end_ns = at_ns;
    }
  }
  EXPECT_GT(end_ns, 9 * kSecond);
  EXPECT_GE(items_.size(), 9u);
  EXPECT_LE(items_.size(), 13u);
}

TEST_F(Session, ReactionsDecayByTheStream) {
  session_.mood(groove(0), items_);
  session_.section(event(kSecond, StructureEvent::kClimax), items_);
  items_.clear();
  for (uint64_t t = 1; t < 10; ++t) session_.follow_stream(t * kSecond, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].cause, "restore");
  EXPECT_EQ(commands[0].running_time_ns, 6 * kSecond);
}

TEST_F(Session, LateMoodsGiveTheSameCommands) {
  const auto run = [this](uint64_t lateness_ns) {
    SceneSession session;
    session.set_settings(settings_);
    SceneSession::Items items;
    std::vector<std::string> lines;
    const uint64_t step_ns = 20 * kMs;
    for (uint64_t now_ns = 0; now_ns < 30 * kSecond; now_ns += step_ns) {
      session.follow_stream(now_ns, items);
      if (now_ns < lateness_ns) continue;
      const uint64_t at_ns = now_ns - lateness_ns;
      if (at_ns == 10 * kSecond) {
        session.section(event(at_ns, StructureEvent::kClimax), items);
      }
      if (at_ns % (100 * kMs) == 0) {
        const bool quiet_half = at_ns % (8 * kSecond) < 4 * kSecond;
        MoodUpdate update =
            in_state(at_ns, quiet_half ? State::kGroove : State::kPeak);
        // Tells in the command which mood it was made from.
        update.metrics.complexity = at_ns / (30.0 * kSecond);
        session.mood(update, items);
      }
    }
    for (const SceneItem& item : items) {
      if (const auto* command = std::get_if<SceneCommand>(&item)) {
        lines.push_back(to_json_line(*command));
      }
    }
    return lines;
  };
  const auto prompt = run(0);
  ASSERT_GE(prompt.size(), 7u);
  auto late = run(600 * kMs);
  EXPECT_LE(late.size(), prompt.size());
  for (size_t i = 0; i < late.size(); ++i) EXPECT_EQ(late[i], prompt[i]);
}

TEST_F(Session, TheClockNoticesASleepingSource) {
  session_.follow_clock(0, items_);
  session_.note_input(kSecond);
  session_.mood(groove(kSecond), items_);
  items_.clear();
  session_.follow_clock(5999 * kMs, items_);
  EXPECT_TRUE(take_commands().empty());
  session_.follow_clock(6 * kSecond, items_);
  auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].cause, "silence");
  session_.follow_clock(70 * kSecond, items_);
  commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(command_name(commands[0]), "release");
}

TEST_F(Session, TheClockLeavesNothingUndoneAtADeadline) {
  settings_.offset_ns = 300 * kMs;
  session_.set_settings(settings_);
  uint64_t now_ns = 0;
  session_.follow_clock(now_ns, items_);
  session_.mood(groove(0), items_);
  session_.section(event(500 * kMs, StructureEvent::kBeatDrop), items_);
  for (int i = 0; i < 100; ++i) {
    const uint64_t deadline_ns = session_.next_deadline_ns();
    ASSERT_GT(deadline_ns, now_ns) << "would spin";
    now_ns = deadline_ns;
    session_.follow_clock(now_ns, items_);
  }
  EXPECT_EQ(session_.stats().releases, 1u);
  EXPECT_EQ(session_.stats().flashes, 1u);
}

TEST_F(Session, TheEndFlushesAndReleases) {
  offset(2 * kSecond);
  session_.mood(groove(kSecond), items_);
  session_.mood(in_state(9 * kSecond, State::kSilence), items_);
  session_.finish(10 * kSecond, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 2u);
  EXPECT_EQ(commands[0].running_time_ns, 3 * kSecond);
  EXPECT_EQ(command_name(commands[1]), "release");
  EXPECT_EQ(commands[1].cause, "stop");
  EXPECT_EQ(commands[1].running_time_ns, 10 * kSecond);
}

TEST_F(Session, AFlushForgetsWhatWasPromised) {
  offset(2 * kSecond);
  session_.mood(groove(10 * kSecond), items_);
  session_.start_timeline();
  session_.follow_stream(20 * kSecond, items_);
  EXPECT_TRUE(take_commands().empty());
}

TEST_F(Session, HeldCommandsAreBounded) {
  SceneSchedule schedule;
  SceneCommand command;
  command.action = ReleaseAction();
  size_t lost = 0;
  for (uint64_t i = 0; i < SceneSchedule::kMaxHeld + 10; ++i) {
    command.running_time_ns = 100 * kSecond + i;
    lost += !schedule.add(command);
  }
  EXPECT_EQ(lost, 10u);
  schedule.release(200 * kSecond, items_);
  EXPECT_EQ(items_.size(), SceneSchedule::kMaxHeld);
}

}  // namespace mood::test
