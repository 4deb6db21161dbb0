/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mappertest.h"

namespace mood::test {

using Mapper = MapperTest;

TEST_F(Mapper, IsSilentUntilAMoodIsKnown) {
  EXPECT_EQ(mood(in_state(0, State::kUnknown)), 0u);
  EXPECT_EQ(section(event(kSecond, StructureEvent::kBeatDrop)), 0u);
  EXPECT_EQ(advance(100 * kSecond), 0u);
  EXPECT_FALSE(mapper_.next_deadline_ns());
  ASSERT_EQ(mood(groove(101 * kSecond)), 1u);
  EXPECT_EQ(name(), "effect");
  EXPECT_EQ(command().cause, "state:groove");
  EXPECT_EQ(command().running_time_ns, 101 * kSecond);
  EXPECT_EQ(command().mood.category, "moderate_neutral");
  EXPECT_EQ(effect().gradient, "Viridis");
  EXPECT_DOUBLE_EQ(effect().brightness.value(), 0.75);
}

TEST_F(Mapper, SaysNothingWhileTheMoodStays) {
  mood(groove(0));
  for (int i = 1; i < 600; ++i) EXPECT_EQ(mood(groove(i * 100 * kMs)), 0u);
}

TEST_F(Mapper, StateChangeWaitsForTheInterval) {
  mood(groove(0));
  EXPECT_EQ(mood(in_state(2900 * kMs, State::kChill)), 0u);
  ASSERT_EQ(mood(in_state(3000 * kMs, State::kChill)), 1u);
  EXPECT_EQ(command().cause, "state:chill");
}

TEST_F(Mapper, CategoryAndMetricsChange) {
  mood(groove(0));
  MoodUpdate update = groove(3 * kSecond);
  update.category = "moderate_bright";
  update.metrics.brightness = 0.58;
  ASSERT_EQ(mood(update), 1u);
  EXPECT_EQ(command().cause, "category:moderate_bright");
  update.running_time_ns = 6 * kSecond;
  update.metrics.energy = 0.75;
  ASSERT_EQ(mood(update), 1u);
  EXPECT_EQ(command().cause, "metrics");
  EXPECT_EQ(effect().gradient, "Plasma");
}

TEST_F(Mapper, SmallNewsThatLooksTheSameIsNotRepeated) {
  mood(groove(0));
  MoodUpdate update = groove(3 * kSecond);
  update.category = "rock_moderate_neutral";
  EXPECT_EQ(mood(update), 0u);
  update.running_time_ns = 6 * kSecond;
  update.state = State::kChill;
  EXPECT_EQ(mood(update), 1u);
}

TEST_F(Mapper, WordsMustLast) {
  settings_.dwell_ns = 500 * kMs;
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(mood(in_state(5000 * kMs, State::kChill)), 0u);
  EXPECT_EQ(mood(in_state(5400 * kMs, State::kChill)), 0u);
  EXPECT_EQ(mood(groove(5450 * kMs)), 0u);
  EXPECT_EQ(mood(in_state(5550 * kMs, State::kChill)), 0u);
  EXPECT_EQ(mood(in_state(5950 * kMs, State::kChill)), 0u);
  ASSERT_EQ(mood(in_state(6050 * kMs, State::kChill)), 1u);
  EXPECT_EQ(command().cause, "state:chill");
}

TEST_F(Mapper, TimeSettlesWordsThatNobodyRepeats) {
  settings_.dwell_ns = 500 * kMs;
  use(settings_);
  mood(groove(0));
  mood(in_state(5 * kSecond, State::kChill));
  EXPECT_EQ(mapper_.next_deadline_ns(), 6500 * kMs);
  EXPECT_EQ(advance(6499 * kMs), 0u);
  ASSERT_EQ(advance(6500 * kMs), 1u);
  EXPECT_EQ(command().cause, "state:chill");
  EXPECT_FALSE(mapper_.next_deadline_ns());
}

TEST_F(Mapper, ForcedUpdatesComeAtTheirInterval) {
  settings_.force_updates = true;
  settings_.force_interval_ns = 10 * kSecond;
  use(settings_);
  size_t commands = 0;
  for (uint64_t t = 0; t <= 35; ++t) {
    commands += mood(groove(t * kSecond));
    if (t == 10) {
      EXPECT_EQ(command().cause, "force");
    }
  }
  EXPECT_EQ(commands, 1 + 3u);
}

TEST_F(Mapper, LooksAtMoodsNoMoreOftenThanTheUpdateInterval) {
  settings_.update_interval_ns = 5 * kSecond;
  use(settings_);
  mood(groove(0));
  MoodUpdate lively = groove(4 * kSecond);
  lively.metrics.energy = 0.9;
  EXPECT_EQ(mood(lively), 0u);
  lively.running_time_ns = 5 * kSecond;
  EXPECT_EQ(mood(lively), 1u);
  // A new state is not overlooked.
  EXPECT_EQ(mood(in_state(8500 * kMs, State::kPeak)), 1u);
}

TEST_F(Mapper, StopDoesWhatTheSettingsSay) {
  settings_.stop_action = StopAction::kKeep;
  use(settings_);
  mood(groove(0));
  SceneMapper::Commands out;
  mapper_.stop(kSecond, out);
  EXPECT_TRUE(out.empty());

  mapper_ = SceneMapper();
  settings_.stop_action = StopAction::kRestore;
  use(settings_);
  mood(groove(0));
  section(event(kSecond, StructureEvent::kClimax));
  mapper_.stop(2 * kSecond, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(std::get<EffectAction>(out[0].action).gradient, "Viridis");

  mapper_ = SceneMapper();
  settings_.stop_scene = "house lights";
  use(settings_);
  mood(groove(0));
  out.clear();
  mapper_.stop(2 * kSecond, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(std::get<SceneAction>(out[0].action).scene, "house lights");
  EXPECT_EQ(out[0].cause, "stop");
}

TEST_F(Mapper, ThresholdDecidesWhatIsAChange) {
  use({.change_threshold = 0.5, .dwell_ns = 0});
  mood(groove(0));
  MoodUpdate update = groove(3 * kSecond);
  update.metrics.energy = 0.75;
  EXPECT_EQ(mood(update), 0u);
  use({.change_threshold = 0.05});
  update.running_time_ns = 4 * kSecond;
  EXPECT_EQ(mood(update), 1u);
}

TEST_F(Mapper, TheDropDoesNotWait) {
  mood(groove(0));
  EXPECT_EQ(mood(in_state(500 * kMs, State::kBuild)), 0u);
  ASSERT_EQ(mood(in_state(1000 * kMs, State::kPeak)), 1u);
  EXPECT_EQ(command().cause, "state:peak");
}

TEST_F(Mapper, ARiseWithoutBuildWaits) {
  mood(groove(0));
  EXPECT_EQ(mood(in_state(1000 * kMs, State::kPeak)), 0u);
}

TEST_F(Mapper, AnUndecidedAnalysisDoesNotMakeLampsAlternate) {
  size_t commands = 0;
  for (uint64_t i = 0; i < 300; ++i) {
    const State state = i % 2 ? State::kPeak : State::kBuild;
    commands += mood(in_state(i * 100 * kMs, state));
  }
  EXPECT_LE(commands, 2 * 30 / 3 + 2u);
}

TEST_F(Mapper, FlickeringSilenceIsSlowedDown) {
  size_t commands = 0;
  for (uint64_t i = 0; i < 100; ++i) {
    const State state = i % 2 ? State::kSilence : State::kGroove;
    commands += mood(in_state(i * 10 * kMs, state));
  }
  EXPECT_LE(commands, 3u);
}

TEST_F(Mapper, UnknownHoldsTheLook) {
  mood(groove(0));
  EXPECT_EQ(mood(in_state(5 * kSecond, State::kUnknown)), 0u);
  EXPECT_EQ(mood(groove(6 * kSecond)), 0u);
}

TEST_F(Mapper, OldMoodsAreIgnored) {
  mood(groove(10 * kSecond));
  EXPECT_EQ(mood(in_state(9 * kSecond, State::kSilence)), 0u);
}

TEST_F(Mapper, ALateMoodIsDatedAsItsAudio) {
  mood(groove(0));
  beat(4050 * kMs);
  advance(5 * kSecond);
  ASSERT_EQ(mood(in_state(4 * kSecond, State::kChill)), 1u);
  EXPECT_EQ(command().running_time_ns, 4 * kSecond);
}

TEST_F(Mapper, SettingsShowWithTheNextMood) {
  mood(groove(0));
  settings_.intensity = 0.5;
  settings_.targets = {"desk"};
  use(settings_);
  ASSERT_EQ(mood(groove(500 * kMs)), 1u);
  EXPECT_EQ(command().cause, "settings");
  EXPECT_DOUBLE_EQ(effect().speed.value(), 1.25);
  EXPECT_EQ(command().targets, std::vector<std::string>{"desk"});
  EXPECT_EQ(mood(groove(1000 * kMs)), 0u);
}

TEST_F(Mapper, NothingToAdjustMeansNoEffects) {
  use({.adjust_colors = false, .adjust_effects = false});
  EXPECT_EQ(mood(groove(0)), 0u);
  EXPECT_EQ(mood(in_state(5 * kSecond, State::kSilence)), 0u);
  EXPECT_EQ(advance(100 * kSecond), 0u);
  EXPECT_FALSE(mapper_.held());
}

TEST_F(Mapper, AFlushKeepsTheLookAndSendsItAgain) {
  mood(groove(50 * kSecond));
  mapper_.start_timeline();
  ASSERT_EQ(mood(groove(0)), 1u);
  EXPECT_EQ(command().cause, "restore");
  EXPECT_EQ(mood(groove(kSecond)), 0u);
}

TEST_F(Mapper, StopReleasesOnce) {
  SceneMapper::Commands out;
  mapper_.stop(0, out);
  EXPECT_TRUE(out.empty());
  mood(groove(0));
  mapper_.stop(kSecond, out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(command_name(out[0]), "release");
  EXPECT_EQ(out[0].cause, "stop");
  EXPECT_EQ(out[0].running_time_ns, kSecond);
  mapper_.stop(2 * kSecond, out);
  EXPECT_EQ(out.size(), 1u);
  EXPECT_EQ(mood(groove(3 * kSecond)), 1u);
}

}  // namespace mood::test
