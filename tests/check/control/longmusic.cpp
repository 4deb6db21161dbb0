/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Minutes of moods, as an analysis of real music sends them: hovering. */
#include <cmath>

#include "sessiontest.h"

namespace mood::test {
namespace {

constexpr uint64_t kStep_ns = 100 * kMs;

/// A change of section as the analysis told it.
struct Told {
  uint64_t happened_ms;
  uint64_t took_ms;
  const char* section;
  double confidence;
  StructureEvent event = StructureEvent::kNone;
};

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
      tell_sections(t_ns);
      session_.follow_stream(t_ns, items_);
      session_.mood(update, items_);
    }
  }
  /// Those that were recognised by @p now_ns.
  void tell_sections(uint64_t now_ns) {
    for (; !song_.empty(); song_.erase(song_.begin())) {
      const Told& told = song_.front();
      SectionUpdate update;
      update.running_time_ns = told.happened_ms * kMs;
      update.found_ns = update.running_time_ns + told.took_ms * kMs;
      update.section = told.section;
      update.event = told.event;
      update.confidence = told.confidence;
      if (update.found_ns > now_ns) return;
      session_.section(update, items_);
    }
  }
  std::vector<SceneCommand> take_scenes() {
    auto commands = take_commands();
    std::erase_if(commands, [](const SceneCommand& command) {
      return !std::holds_alternative<SceneAction>(command.action);
    });
    return commands;
  }

  std::vector<Told> song_;
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

// A drum loop of ten seconds; sections are found in it all the same.
TEST_F(LongMusic, ALoopWithDoubtfulSectionsKeepsItsScene) {
  settings_.mapper.section_scenes = {
      {"intro", {"curtain"}}, {"verse", {"lamp"}}, {"bridge", {"river"}}};
  use();
  song_ = {{0, 0, "intro", 0.3},           {26935, 1486, "verse", 0.515},
           {33065, 1486, "bridge", 0.507}, {61486, 1486, "bridge", 0.561},
           {71146, 1486, "verse", 0.552},  {80434, 1486, "bridge", 0.555},
           {89722, 1486, "verse", 0.586},  {99381, 1486, "bridge", 0.543}};
  play(0, 120, State::kGroove, "electronic_moderate_bright", 0.5);
  EXPECT_EQ(take_names(), "curtain");
}

// A piece of electronic dance music: states and categories lag behind the
// sections, and are not what those are.
TEST_F(LongMusic, ScenesOfSectionsComeWithTheSections) {
  settings_.mapper.min_scene_interval_ns = 8 * kSecond;
  settings_.mapper.section_scenes = {
      {"intro", {"curtain"}}, {"chorus", {"stage"}}, {"breakdown", {"mist"}},
      {"build", {"rise"}},    {"drop", {"burst"}},   {"verse", {"lamp"}}};
  use();
  song_ = {{0, 0, "intro", 0.3},
           {16533, 1486, "verse", 0.57, StructureEvent::kEnergyRise},
           {33065, 1486, "chorus", 0.735, StructureEvent::kEnergyRise},
           {48855, 1486, "breakdown", 0.82, StructureEvent::kBreakdownStart},
           {65202, 1486, "build", 0.611, StructureEvent::kBuildStart},
           {75282, 0, "drop", 0.9, StructureEvent::kBeatDrop},
           {105883, 1486, "breakdown", 0.632, StructureEvent::kBreakdownStart},
           {122044, 1486, "build", 0.657, StructureEvent::kBuildStart},
           {138368, 0, "drop", 0.9, StructureEvent::kBeatDrop}};
  play(0, 11, State::kAmbient, "calm_dark_gentle", 0.2);
  play(11, 45, State::kChill, "electronic_moderate_dark", 0.4);
  play(45, 72, State::kChill, "electronic_moderate_neutral_gentle", 0.4);
  play(72, 110, State::kPeak, "electronic_moderate_bright", 0.6);
  play(110, 131, State::kChill, "electronic_moderate_neutral_gentle", 0.4);
  play(131, 138, State::kBuild, "electronic_energetic_bright_intense", 0.8);
  play(138, 170, State::kPeak, "electronic_energetic_bright_intense", 0.9);
  std::string scenes;
  for (const SceneCommand& command : take_scenes()) {
    scenes += std::get<SceneAction>(command.action).scene + "@" +
              std::to_string(command.running_time_ns / kSecond) + " ";
  }
  EXPECT_EQ(
      scenes,
      "curtain@0 lamp@18 stage@34 mist@50 rise@66 burst@75 mist@107 rise@123 "
      "burst@138 ");
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
