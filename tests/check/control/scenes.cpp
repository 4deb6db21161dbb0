/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenestest.h"

namespace mood::test {

TEST_F(Scenes, FollowTheMood) {
  ASSERT_EQ(mood(groove(0)), 1u);
  EXPECT_EQ(scene(), "blue");
  EXPECT_EQ(command().cause, "state:groove");
  send();
  ASSERT_EQ(mood(energetic(5 * kSecond)), 1u);
  EXPECT_EQ(scene(), "fire");
  EXPECT_EQ(command().cause, "state:peak");
}

TEST_F(Scenes, AreOffByDefault) {
  settings_.switch_scenes = MapperSettings().switch_scenes;
  use(settings_);
  ASSERT_EQ(mood(groove(0)), 1u);
  EXPECT_EQ(name(), "effect");
}

TEST_F(Scenes, RotateWhenTheMoodComesBack) {
  std::string seen;
  for (uint64_t i = 0; i < 6; ++i) {
    const uint64_t at_ns = i * 5 * kSecond;
    seen += scene_of(i % 2 ? energetic(at_ns) : groove(at_ns)) + " ";
  }
  EXPECT_EQ(seen, "blue fire green fire blue fire ");
}

TEST_F(Scenes, StayWhileAnotherMoodWantsTheSame) {
  settings_.mood_scenes = {{"groove", {"blue"}}, {"chill", {"blue"}}};
  use(settings_);
  EXPECT_EQ(scene_of(groove(0)), "blue");
  EXPECT_EQ(mood(in_state(5 * kSecond, State::kChill)), 0u);
}

TEST_F(Scenes, KeepTheirIntervalAndComeAfterIt) {
  settings_.min_scene_interval_ns = 20 * kSecond;
  use(settings_);
  EXPECT_EQ(scene_of(groove(0)), "blue");
  EXPECT_EQ(mood(energetic(5 * kSecond)), 0u);
  EXPECT_EQ(mapper_.next_deadline_ns(), 20 * kSecond);
  EXPECT_EQ(advance(20 * kSecond - 1), 0u);
  ASSERT_EQ(advance(20 * kSecond), 1u);
  EXPECT_EQ(scene(), "fire");
  EXPECT_EQ(command().running_time_ns, 20 * kSecond);
}

TEST_F(Scenes, AnOutdatedWishIsForgotten) {
  settings_.min_scene_interval_ns = 20 * kSecond;
  use(settings_);
  scene_of(groove(0));
  mood(energetic(5 * kSecond));
  mood(groove(10 * kSecond));
  EXPECT_EQ(advance(60 * kSecond), 0u);
}

TEST_F(Scenes, KeepTheirSettingsUntilTheMoodChanges) {
  scene_of(groove(0));
  MoodUpdate moved = groove(10 * kSecond);
  moved.metrics.energy = 0.9;
  EXPECT_EQ(mood(moved), 0u) << "the words are the same";
  ASSERT_EQ(mood(in_state(20 * kSecond, State::kChill)), 1u);
  EXPECT_EQ(name(), "effect") << "no scene is meant for that";
}

TEST_F(Scenes, AreAdjustedOnRequest) {
  settings_.preserve_scene = false;
  use(settings_);
  ASSERT_EQ(mood(groove(0)), 2u);
  EXPECT_EQ(name(0), "scene");
  EXPECT_EQ(name(1), "effect");
  MoodUpdate moved = groove(10 * kSecond);
  moved.metrics.energy = 0.9;
  ASSERT_EQ(mood(moved), 1u);
  EXPECT_EQ(name(), "effect");
}

TEST_F(Scenes, AnEventHasItsOwnAndDecays) {
  scene_of(groove(0));
  ASSERT_EQ(section(event(10 * kSecond, StructureEvent::kBeatDrop)), 1u)
      << "it takes the place of the default reaction";
  EXPECT_EQ(scene(), "strobe");
  EXPECT_EQ(command().cause, "event:beat-drop");
  send();
  EXPECT_EQ(mood(in_state(12 * kSecond, State::kPeak)), 0u);
  EXPECT_EQ(mood(groove(17 * kSecond)), 0u);
  ASSERT_EQ(advance(18 * kSecond), 1u);
  EXPECT_EQ(scene(), "blue") << "the one from before";
  EXPECT_EQ(command().cause, "restore");
}

TEST_F(Scenes, AnEventsSceneMayStay) {
  settings_.event_scene_hold_ns = 0;
  use(settings_);
  scene_of(groove(0));
  section(event(10 * kSecond, StructureEvent::kBeatDrop));
  EXPECT_EQ(advance(100 * kSecond), 0u);
  EXPECT_EQ(scene_of(energetic(101 * kSecond)), "fire");
}

TEST_F(Scenes, AnEventWithoutSceneGivesWayToAPreservedOne) {
  scene_of(groove(0));
  EXPECT_EQ(section(event(10 * kSecond, StructureEvent::kClimax)), 0u);
  settings_.event_scenes.clear();
  use(settings_);
  ASSERT_EQ(section(event(20 * kSecond, StructureEvent::kBeatDrop)), 1u);
  EXPECT_EQ(name(), "flash");
}

TEST_F(Scenes, ASectionHasItsOwn) {
  scene_of(groove(0));
  ASSERT_EQ(section(entering(10 * kSecond, "chorus")), 1u);
  EXPECT_EQ(scene(), "stage");
  EXPECT_EQ(command().cause, "section:chorus");
  EXPECT_EQ(mood(groove(11 * kSecond)), 0u) << "the mood is the same";
  EXPECT_EQ(mood(energetic(15 * kSecond)), 0u) << "the section is the same";
  ASSERT_EQ(section(entering(20 * kSecond, "bridge")), 1u);
  EXPECT_EQ(scene(), "fire") << "the mood's, where the section has none";
  EXPECT_EQ(command().cause, "section:bridge");
}

TEST_F(Scenes, TheEventComesBeforeTheSection) {
  scene_of(groove(0));
  SectionUpdate both = entering(10 * kSecond, "chorus");
  both.event = StructureEvent::kBeatDrop;
  section(both);
  EXPECT_EQ(scenes(), "strobe");
}

TEST_F(Scenes, WhatIsFoundLateIsDatedThen) {
  settings_.min_scene_interval_ns = 5 * kSecond;
  use(settings_);
  scene_of(groove(10 * kSecond));
  SectionUpdate late = entering(11 * kSecond, "chorus");
  late.found_ns = 16 * kSecond;
  ASSERT_EQ(section(late), 1u);
  EXPECT_EQ(command().running_time_ns, 16 * kSecond);
}

TEST_F(Scenes, ChangeAfterBeats) {
  settings_.scene_after_beats = 16;
  use(settings_);
  scene_of(groove(0));
  std::string seen;
  for (uint64_t i = 1; i <= 64; ++i) {
    beat(i * 500 * kMs);
    send();
    if (!scenes().empty()) seen += std::to_string(i) + scenes() + " ";
  }
  EXPECT_EQ(seen, "16green 32blue 48green 64blue ");
}

TEST_F(Scenes, OneSceneDoesNotChangeAfterBeats) {
  settings_.scene_after_beats = 4;
  settings_.mood_scenes = {{"groove", {"blue"}}};
  use(settings_);
  scene_of(groove(0));
  for (uint64_t i = 1; i <= 20; ++i) EXPECT_EQ(beat(i * 500 * kMs), 0u);
}

}  // namespace mood::test
