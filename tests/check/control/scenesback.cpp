/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenes that are refused, interrupted, and come back. */
#include "scenestest.h"

namespace mood::test {

TEST_F(Scenes, ARefusedMemberGivesWayToTheNext) {
  EXPECT_EQ(scene_of(groove(0)), "blue");
  ASSERT_EQ(refuse("blue", kSecond), 1u);
  EXPECT_EQ(scene(), "green");
  EXPECT_EQ(command().cause, "refused");
  scene_of(energetic(5 * kSecond));
  EXPECT_EQ(scene_of(groove(10 * kSecond)), "green") << "blue is left out";
  scene_of(energetic(15 * kSecond));
  EXPECT_EQ(scene_of(groove(301 * kSecond)), "blue") << "for a time";
}

TEST_F(Scenes, WithAllMembersRefusedColoursAreAdjusted) {
  scene_of(groove(0));
  refuse("blue", kSecond);
  ASSERT_EQ(refuse("green", 2 * kSecond), 1u);
  EXPECT_EQ(name(), "effect");
  EXPECT_EQ(command().cause, "refused");
  MoodUpdate moved = groove(10 * kSecond);
  moved.metrics.energy = 0.9;
  EXPECT_EQ(mood(moved), 1u) << "nothing is to be preserved";
}

TEST_F(Scenes, AReloadForgivesRefusals) {
  scene_of(groove(0));
  refuse("blue", kSecond);
  ++settings_.config_generation;
  use(settings_);
  mood(groove(2 * kSecond));
  scene_of(energetic(5 * kSecond));
  EXPECT_EQ(scene_of(groove(10 * kSecond)), "blue");
}

TEST_F(Scenes, RefusalsOfOthersAreIgnored) {
  scene_of(groove(0));
  EXPECT_EQ(refuse("not ours", kSecond), 0u);
  EXPECT_EQ(refuse("fire", kSecond), 0u);
  MoodUpdate update = energetic(5 * kSecond);
  ASSERT_EQ(mood(update), 1u);
  EXPECT_EQ(name(), "effect") << "fire is known to be dead";
}

TEST_F(Scenes, SilenceHasItsOwnAndTheMusicsComesBack) {
  settings_.silence.scenes = {"night"};
  use(settings_);
  scene_of(groove(0));
  EXPECT_EQ(scene_of(in_state(5 * kSecond, State::kSilence)), "night");
  EXPECT_EQ(out_[0].cause, "silence");
  ASSERT_EQ(mood(groove(10 * kSecond)), 1u);
  EXPECT_EQ(scene(), "blue");
  EXPECT_EQ(command().cause, "restore");
}

TEST_F(Scenes, DimmedOnesComeBackWhenTheMusicDoes) {
  settings_.min_scene_interval_ns = 60 * kSecond;
  use(settings_);
  scene_of(groove(0));
  ASSERT_EQ(mood(in_state(5 * kSecond, State::kSilence)), 1u);
  EXPECT_EQ(name(), "effect");
  ASSERT_EQ(mood(groove(10 * kSecond)), 1u);
  EXPECT_EQ(scene(), "blue") << "it is no change, so it does not wait";
}

TEST_F(Scenes, ARestoreThatMustWaitLightsUpMeanwhile) {
  settings_.min_scene_interval_ns = 30 * kSecond;
  settings_.silence.scenes = {"night"};
  use(settings_);
  scene_of(groove(0));
  EXPECT_EQ(scene_of(in_state(40 * kSecond, State::kSilence)), "night");
  ASSERT_EQ(mood(groove(50 * kSecond)), 1u);
  EXPECT_EQ(name(), "effect");
  ASSERT_EQ(advance(70 * kSecond), 1u);
  EXPECT_EQ(scene(), "blue");
}

TEST_F(Scenes, AReleaseEndsThem) {
  scene_of(groove(0));
  mood(in_state(5 * kSecond, State::kSilence));
  ASSERT_EQ(advance(65 * kSecond), 1u);
  EXPECT_EQ(name(), "release");
  EXPECT_EQ(advance(600 * kSecond), 0u);
  ASSERT_EQ(mood(groove(700 * kSecond)), 1u);
  EXPECT_EQ(scene(), "blue");
}

TEST_F(Scenes, AForcedUpdateSendsTheSameOne) {
  settings_.force_updates = true;
  settings_.force_interval_ns = 10 * kSecond;
  use(settings_);
  scene_of(groove(0));
  ASSERT_EQ(mood(groove(10 * kSecond)), 1u);
  EXPECT_EQ(scene(), "blue");
  EXPECT_EQ(command().cause, "force");
}

TEST_F(Scenes, ASeekSendsItAgain) {
  scene_of(groove(100 * kSecond));
  mapper_.start_timeline();
  ASSERT_EQ(mood(groove(kSecond)), 1u);
  EXPECT_EQ(scene(), "blue");
}

}  // namespace mood::test
