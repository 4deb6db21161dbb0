/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sessiontest.h"

namespace mood::test {
namespace {

class OnTheBeat : public SessionTest {
 protected:
  OnTheBeat() {
    settings_.quantize = Quantize::kBar;
    settings_.mapper.switch_scenes = true;
    settings_.mapper.mood_scenes = {
        {"groove", {"blue"}}, {"peak", {"fire"}}, {"silence", {"night"}}};
    use();
    session_.mood(groove(0), items_);
    take_commands();
  }

  /// Beats from @p from_s on, the first of a bar, told 30 ms ahead.
  void beats(uint64_t from_s, uint64_t count, uint64_t first = 0) {
    for (uint64_t i = first; i < first + count; ++i) {
      beat_120(from_s * kSecond + i * 500 * kMs, i % 4 + 1, 30 * kMs);
    }
  }
};

}  // namespace

TEST_F(OnTheBeat, AScenesTimeIsTheNextBars) {
  beats(10, 2);
  session_.mood(in_state(10700 * kMs, State::kPeak), items_);
  EXPECT_EQ(take_names(), "");
  beats(10, 2, 2);
  session_.follow_stream(11949 * kMs, items_);
  EXPECT_EQ(take_names(), "");
  session_.follow_stream(11950 * kMs, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u) << "a moment before it is due";
  EXPECT_EQ(commands[0].running_time_ns, 12 * kSecond);
  EXPECT_EQ(commands[0].cause, "state:peak");
}

TEST_F(OnTheBeat, OrTheNextBeats) {
  settings_.quantize = Quantize::kBeat;
  use();
  beats(10, 2);
  take_commands();
  session_.mood(in_state(10700 * kMs, State::kPeak), items_);
  session_.follow_stream(11 * kSecond, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 11 * kSecond);
}

TEST_F(OnTheBeat, ADropIsOnItAlready) {
  settings_.mapper.section_scenes = {{"drop", {"burst"}}};
  use();
  const auto drop_at = [this](uint64_t at_ns) {
    beats(at_ns / kSecond, 1);
    SectionUpdate drop = event(at_ns, StructureEvent::kBeatDrop);
    drop.section = "drop";
    session_.section(drop, items_);
    auto commands = take_commands();
    std::erase_if(commands, [](const SceneCommand& command) {
      return !std::holds_alternative<SceneAction>(command.action);
    });
    return commands;
  };
  const auto told_late = drop_at(12060 * kMs);
  ASSERT_EQ(told_late.size(), 1u) << "the next bar is too late";
  EXPECT_EQ(told_late[0].running_time_ns, 12060 * kMs);

  session_.start_timeline();
  settings_.mapper.event_scenes = {{"beat-drop", {"strobe"}}};
  use();
  session_.mood(groove(0), items_);
  take_commands();
  EXPECT_EQ(drop_at(20 * kSecond + 250 * kMs).size(), 0u) << "off the beat";
}

TEST_F(OnTheBeat, ThePlanFollowsBetterPredictions) {
  beats(10, 2);
  session_.mood(in_state(10700 * kMs, State::kPeak), items_);
  // The music slows down a little.
  for (uint64_t i = 2; i < 5; ++i) {
    beat_120(10 * kSecond + i * 510 * kMs, i % 4 + 1, 80 * kMs);
  }
  session_.follow_stream(12040 * kMs, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 12040 * kMs);
}

TEST_F(OnTheBeat, NeverWaitsLongerThanTwoBars) {
  for (uint64_t offset = 0; offset < 40; ++offset) {
    SceneSession session;
    session.set_settings(settings_);
    SceneSession::Items items;
    session.mood(groove(0), items);
    const uint64_t change_ns = 10 * kSecond + offset * 100 * kMs;
    for (uint64_t t = 0; t < 200; ++t) {
      const uint64_t now_ns = t * 100 * kMs;
      session.follow_stream(now_ns, items);
      if (t % 5 == 0 && now_ns <= change_ns) {
        BeatUpdate update = beat(now_ns);
        update.next_beat_ns = now_ns + 500 * kMs;
        update.bar_position = t / 5 % 4 + 1;
        session.beat(update, items);
      }
      if (now_ns == change_ns) {
        session.mood(in_state(now_ns, State::kPeak), items);
      }
    }
    const auto& last = std::get<SceneCommand>(
        *std::find_if(items.rbegin(), items.rend(), [](const SceneItem& item) {
          return std::holds_alternative<SceneCommand>(item);
        }));
    EXPECT_GE(last.running_time_ns, change_ns);
    EXPECT_LE(last.running_time_ns, change_ns + 4 * kSecond);
    EXPECT_EQ(last.running_time_ns % (2 * kSecond), 0u) << "on the bar";
  }
}

TEST_F(OnTheBeat, WithoutBeatsNothingWaits) {
  session_.mood(in_state(10700 * kMs, State::kPeak), items_);
  EXPECT_EQ(take_names(), "fire");
}

TEST_F(OnTheBeat, WhenTheBeatsHaveEndedNothingWaits) {
  beats(10, 8);
  take_commands();
  session_.mood(in_state(20 * kSecond, State::kPeak), items_);
  EXPECT_EQ(take_names(), "fire");
}

TEST_F(OnTheBeat, TheLatestSceneWins) {
  beats(10, 2);
  session_.mood(in_state(10600 * kMs, State::kPeak), items_);
  beats(10, 1, 2);
  SectionUpdate section;
  settings_.mapper.section_scenes = {{"chorus", {"stage"}}};
  use();
  section.running_time_ns = 11200 * kMs;
  section.section = "chorus";
  session_.section(section, items_);
  session_.follow_stream(12 * kSecond, items_);
  EXPECT_EQ(take_names(), "stage");
  EXPECT_EQ(session_.stats().scenes, 2u) << "with the very first";
}

TEST_F(OnTheBeat, SilenceDoesNotWait) {
  beats(10, 2);
  session_.mood(in_state(10600 * kMs, State::kPeak), items_);
  session_.mood(in_state(11000 * kMs, State::kSilence), items_);
  EXPECT_EQ(take_names(), "night");
  session_.follow_stream(20 * kSecond, items_);
  EXPECT_EQ(take_names(), "") << "nor does what it was to replace";
}

TEST_F(OnTheBeat, LooksDoNotOvertakeTheirScene) {
  settings_.mapper.preserve_scene = false;
  use();
  session_.mood(groove(9 * kSecond), items_);
  beats(10, 2);
  take_commands();
  session_.mood(in_state(10700 * kMs, State::kPeak), items_);
  session_.follow_stream(12 * kSecond, items_);
  EXPECT_EQ(take_names(), "fire effect");
}

TEST_F(OnTheBeat, WithAnOffsetTheLightMeetsTheBeatThatMuchLater) {
  for (const int64_t offset_ms : {300, -120}) {
    SceneSession session;
    settings_.offset_ns = offset_ms * int64_t{kMs};
    session.set_settings(settings_);
    session_ = session;
    session_.mood(groove(0), items_);
    beats(10, 2);
    take_commands();
    session_.mood(in_state(10700 * kMs, State::kPeak), items_);
    beats(10, 4, 2);
    const auto commands = take_commands();
    ASSERT_EQ(commands.size(), 1u) << offset_ms;
    EXPECT_EQ(commands[0].running_time_ns, 12 * kSecond + settings_.offset_ns);
  }
}

class BeatFlash : public SessionTest {
 protected:
  BeatFlash() {
    settings_.mapper.beat_flash = true;
    use();
    session_.mood(groove(0), items_);
    take_commands();
  }
  std::vector<uint64_t> flashes_ms() {
    std::vector<uint64_t> times;
    for (const SceneCommand& command : take_commands()) {
      EXPECT_EQ(command.cause, "beat");
      times.push_back(command.running_time_ns / kMs);
    }
    return times;
  }
};

TEST_F(BeatFlash, OneForEachBeatThatIsForetold) {
  for (uint64_t i = 0; i < 10; ++i) {
    beat_120(10 * kSecond + i * 500 * kMs, i % 4 + 1, 40 * kMs);
  }
  session_.follow_stream(14500 * kMs, items_);
  const auto times = flashes_ms();
  ASSERT_EQ(times.size(), 10u);
  for (uint64_t i = 0; i < 10; ++i) EXPECT_EQ(times[i], 10000 + i * 500);
  EXPECT_EQ(session_.stats().suppressed_flashes, 0u);
}

TEST_F(BeatFlash, OneForEachBeatThatIsToldLate) {
  for (uint64_t i = 0; i < 10; ++i) {
    session_.follow_stream(10 * kSecond + i * 500 * kMs + 200 * kMs, items_);
    beat_120(10 * kSecond + i * 500 * kMs, i % 4 + 1);
  }
  session_.follow_stream(15 * kSecond, items_);
  const auto times = flashes_ms();
  ASSERT_EQ(times.size(), 10u) << "the first is over, one more is predicted";
  for (uint64_t i = 0; i < 10; ++i) EXPECT_EQ(times[i], 10500 + i * 500);
}

TEST_F(BeatFlash, MeetsTheBeatAndNotItsFirstPrediction) {
  beat_120(10 * kSecond, 1, 60 * kMs);
  beat_120(10530 * kMs, 2, 100 * kMs);
  session_.follow_stream(10600 * kMs, items_);
  const auto times = flashes_ms();
  EXPECT_EQ(times, (std::vector<uint64_t>{10000, 10530}));
}

TEST_F(BeatFlash, IsStrongerOnTheFirstOfABar) {
  for (uint64_t i = 0; i < 8; ++i) {
    beat_120(10 * kSecond + i * 500 * kMs, i % 4 + 1, 40 * kMs);
  }
  int i = 0;
  for (const SceneCommand& command : take_commands()) {
    const double brightness = std::get<FlashAction>(command.action).brightness;
    EXPECT_DOUBLE_EQ(brightness, i % 4 == 0 ? 0.7 : 0.49) << i;
    ++i;
  }
  EXPECT_EQ(i, 8);
}

TEST_F(BeatFlash, MayComeAheadOfTheSound) {
  settings_.offset_ns = -100 * int64_t{kMs};
  use();
  for (uint64_t i = 0; i < 4; ++i) {
    beat_120(10 * kSecond + i * 500 * kMs, i + 1, 40 * kMs);
  }
  session_.follow_stream(11600 * kMs, items_);
  const auto times = flashes_ms();
  ASSERT_GE(times.size(), 4u);
  for (size_t i = 1; i < times.size(); ++i) {
    EXPECT_EQ(times[i], 9900 + i * 500) << "from the second on";
  }
}

}  // namespace mood::test
