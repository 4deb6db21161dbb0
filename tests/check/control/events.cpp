/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mappertest.h"

namespace mood::test {

using Events = MapperTest;

TEST_F(Events, ADropFlashesAndDecays) {
  mood(groove(0));
  ASSERT_EQ(section(event(kSecond, StructureEvent::kBeatDrop)), 2u);
  EXPECT_EQ(command().cause, "event:beat-drop");
  EXPECT_EQ(effect().gradient, "Plasma");
  EXPECT_EQ(effect().speed, 5);
  EXPECT_EQ(effect().brightness, 1);
  EXPECT_EQ(name(1), "flash");
  EXPECT_EQ(command(1).running_time_ns, kSecond);
  EXPECT_EQ(mapper_.next_deadline_ns(), 5 * kSecond);
  ASSERT_EQ(advance(7 * kSecond), 1u);
  EXPECT_EQ(command().cause, "restore");
  EXPECT_EQ(command().running_time_ns, 5 * kSecond);
  EXPECT_EQ(effect().gradient, "Viridis");
  EXPECT_EQ(advance(100 * kSecond), 0u);
}

TEST_F(Events, EachHasItsReaction) {
  struct Case {
    StructureEvent event;
    const char* gradient;
    double speed, brightness;
  };
  for (const Case& c : {Case{StructureEvent::kBuildStart, "Sunset", 3, 0.75},
                        {StructureEvent::kClimax, "Rainbow", 6, 1},
                        {StructureEvent::kBreakdownStart, "Viridis", 1, 0.6},
                        {StructureEvent::kSilence, "Ocean", 0.5, 0.3}}) {
    mapper_ = SceneMapper();
    use(settings_);
    mood(groove(0));
    ASSERT_EQ(section(event(kSecond, c.event)), 1u);
    EXPECT_EQ(effect().gradient, c.gradient);
    EXPECT_EQ(effect().speed, c.speed);
    EXPECT_DOUBLE_EQ(effect().brightness.value(), c.brightness);
  }
}

TEST_F(Events, OthersAreLeftToTheMood) {
  mood(groove(0));
  for (const auto other : {StructureEvent::kNone, StructureEvent::kEnergyRise,
                           StructureEvent::kEnergyFall}) {
    EXPECT_EQ(section(event(kSecond, other)), 0u);
  }
}

TEST_F(Events, CanBeTurnedOff) {
  settings_.react_to_events = false;
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(section(event(kSecond, StructureEvent::kBeatDrop)), 0u);
}

TEST_F(Events, TheMoodWaitsForTheReactionToEnd) {
  mood(groove(0));
  section(event(4 * kSecond, StructureEvent::kClimax));
  EXPECT_EQ(mood(in_state(6 * kSecond, State::kPeak)), 0u);
  ASSERT_EQ(mood(in_state(9 * kSecond, State::kPeak)), 1u);
  EXPECT_EQ(command().cause, "restore");
}

TEST_F(Events, TheDropDoesNotWaitForABuildToEnd) {
  mood(groove(0));
  section(event(4 * kSecond, StructureEvent::kBuildStart));
  mood(in_state(5 * kSecond, State::kBuild));
  ASSERT_EQ(mood(in_state(6 * kSecond, State::kPeak)), 1u);
  EXPECT_EQ(command().cause, "state:peak");
  EXPECT_EQ(advance(30 * kSecond), 0u);
}

TEST_F(Events, RepeatsAreIgnored) {
  mood(groove(0));
  section(event(1 * kSecond, StructureEvent::kBeatDrop));
  EXPECT_EQ(section(event(1100 * kMs, StructureEvent::kClimax)), 0u);
  EXPECT_EQ(section(event(2 * kSecond, StructureEvent::kBeatDrop)), 0u);
  EXPECT_EQ(section(event(2100 * kMs, StructureEvent::kClimax)), 1u);
  EXPECT_EQ(section(event(4 * kSecond, StructureEvent::kBeatDrop)), 2u);
}

TEST_F(Events, BeatsFlashOnlyOnRequest) {
  mood(groove(0));
  EXPECT_FALSE(mapper_.beat_flash(kSecond, false));
  settings_.beat_flash = true;
  use(settings_);
  const auto beat = mapper_.beat_flash(2 * kSecond, false);
  ASSERT_TRUE(beat);
  EXPECT_EQ(command_name(*beat), "flash");
  EXPECT_EQ(beat->cause, "beat");
  EXPECT_EQ(beat->running_time_ns, 2 * kSecond);
  EXPECT_EQ(std::get<FlashAction>(beat->action).brightness, 0.7);
  const auto downbeat = mapper_.beat_flash(2 * kSecond, true);
  EXPECT_EQ(std::get<FlashAction>(downbeat->action).brightness, 1);
}

}  // namespace mood::test
