/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Minutes of moods, as an analysis of real music sends them: hovering. */
#include <cmath>

#include "sessiontest.h"

namespace mood::test {
namespace {

constexpr uint64_t kStep_ns = 100 * kMs;

class LongMusic : public SessionTest {
 protected:
  LongMusic() {
    settings_.mapper = MapperSettings();
    settings_.mapper.switch_scenes = true;
    settings_.mapper.mood_scenes = {
        {"*calm*", {"dusk", "dawn"}},
        {"*moderate*", {"day", "noon"}},
        {"*energetic*", {"fire", "storm"}},
    };
    use();
  }

  /// Music of one kind from @p from_s to @p to_s, its metrics wandering by
  /// @p wander around @p energy.
  void play(uint64_t from_s, uint64_t to_s, State state, const char* category,
            double energy, double wander = 0.05) {
    for (uint64_t t_ns = from_s * kSecond; t_ns < to_s * kSecond;
         t_ns += kStep_ns) {
      const double t_s = t_ns / 1e9;
      MoodUpdate update = in_state(t_ns, state);
      update.category = category;
      update.metrics.energy = energy + wander * std::sin(t_s * 1.7);
      update.metrics.brightness = 0.5 + wander * std::sin(t_s * 0.9 + 1);
      update.metrics.valence = 0.5 + wander * std::sin(t_s * 1.3 + 2);
      session_.follow_stream(t_ns, items_);
      session_.mood(update, items_);
    }
  }
  std::vector<SceneCommand> take_scenes() {
    auto commands = take_commands();
    std::erase_if(commands, [](const SceneCommand& command) {
      return !std::holds_alternative<SceneAction>(command.action);
    });
    return commands;
  }
};

}  // namespace

TEST_F(LongMusic, SteadyMusicKeepsItsScene) {
  play(0, 300, State::kGroove, "moderate_neutral", 0.5);
  EXPECT_EQ(take_scenes().size(), 1u);
}

TEST_F(LongMusic, SteadyMusicWithoutScenesKeepsItsLook) {
  settings_.mapper.switch_scenes = false;
  use();
  play(0, 300, State::kGroove, "moderate_neutral", 0.5);
  EXPECT_LE(take_commands().size(), 2u) << "five minutes";
}

TEST_F(LongMusic, ScenesChangeWhereTheMusicDoes) {
  play(0, 40, State::kChill, "calm_dark", 0.2);
  play(40, 80, State::kGroove, "moderate_neutral", 0.5);
  play(80, 120, State::kPeak, "energetic_bright", 0.9);
  play(120, 160, State::kChill, "calm_dark", 0.2);
  const auto scenes = take_scenes();
  ASSERT_EQ(scenes.size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    const double at_s = scenes[i].running_time_ns / 1e9;
    EXPECT_GE(at_s, i * 40.0);
    EXPECT_LE(at_s, i * 40.0 + 1) << "dwell and no more";
  }
}

TEST_F(LongMusic, NoMoreThanOneSceneInAnInterval) {
  settings_.mapper.min_scene_interval_ns = 15 * kSecond;
  use();
  for (uint64_t part = 0; part < 60; ++part) {
    const bool high = part % 2 != 0;
    play(part * 4, part * 4 + 4, high ? State::kPeak : State::kChill,
         high ? "energetic_bright" : "calm_dark", high ? 0.9 : 0.2);
  }
  const auto scenes = take_scenes();
  ASSERT_GE(scenes.size(), 10u) << "four minutes";
  for (size_t i = 1; i < scenes.size(); ++i) {
    EXPECT_GE(scenes[i].running_time_ns - scenes[i - 1].running_time_ns,
              15 * kSecond);
  }
}

TEST_F(LongMusic, AnAnalysisThatWaversChangesNothing) {
  play(0, 10, State::kGroove, "moderate_neutral", 0.5);
  take_commands();
  for (uint64_t i = 100; i < 1300; ++i) {
    const bool other = i % 3 == 0;
    MoodUpdate update =
        in_state(i * kStep_ns, other ? State::kChill : State::kGroove);
    update.category = other ? "calm_neutral" : "moderate_neutral";
    session_.mood(update, items_);
  }
  EXPECT_TRUE(take_commands().empty()) << "two minutes";
}

TEST_F(LongMusic, SilenceIsReachedAndLeft) {
  play(0, 30, State::kGroove, "moderate_neutral", 0.5);
  play(30, 130, State::kSilence, "calm_dark", 0, 0);
  play(130, 140, State::kGroove, "moderate_neutral", 0.5);
  EXPECT_EQ(take_names(), "day effect release day");
}

TEST_F(LongMusic, ShortPausesAreNoSilenceIfSoWished) {
  settings_.mapper.silence.quiet_after_ns = 3 * kSecond;
  settings_.mapper.silence.restore_after_ns = 2 * kSecond;
  use();
  play(0, 30, State::kGroove, "moderate_neutral", 0.5);
  play(30, 32, State::kSilence, "calm_dark", 0, 0);
  play(32, 60, State::kGroove, "moderate_neutral", 0.5);
  EXPECT_EQ(take_names(), "day");
  play(60, 70, State::kSilence, "calm_dark", 0, 0);
  auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 63 * kSecond);
  play(70, 71, State::kGroove, "moderate_neutral", 0.5);
  play(71, 75, State::kSilence, "calm_dark", 0, 0);
  EXPECT_EQ(take_names(), "") << "one second of sound is not the music";
  play(75, 80, State::kGroove, "moderate_neutral", 0.5);
  commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  EXPECT_EQ(commands[0].running_time_ns, 77 * kSecond);
  EXPECT_EQ(commands[0].cause, "restore");
}

TEST_F(LongMusic, AThousandTracksLeaveNothingBehind) {
  for (uint64_t track = 0; track < 1000; ++track) {
    const uint64_t from_s = track * 12;
    play(from_s, from_s + 10, State::kPeak, "energetic_bright", 0.9);
    play(from_s + 10, from_s + 12, State::kSilence, "calm_dark", 0, 0);
    ASSERT_LE(take_commands().size(), 6u);
  }
}

}  // namespace mood::test
