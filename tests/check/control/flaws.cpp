/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What LedFx's mood manager got wrong, by numbers, shown to be right here. */
#include <algorithm>
#include <cmath>

#include "controlconfig.h"
#include "effectbuilder.h"
#include "sessiontest.h"

namespace mood::test {
namespace {

class Flaw : public SessionTest {
 protected:
  Flaw() {
    settings_ = SessionSettings();
    settings_.mapper.intensity = 1;
    use();
  }
  size_t count(const char* cause) {
    const auto commands = take_commands();
    return std::count_if(
        commands.begin(), commands.end(),
        [cause](const SceneCommand& one) { return one.cause == cause; });
  }
};

SectionUpdate event_within(uint64_t at_ns, StructureEvent what) {
  SectionUpdate update = event(at_ns, what);
  update.section = update.previous_section = "verse";
  return update;
}

}  // namespace

TEST_F(Flaw, No1EventsAreAnsweredWithoutAChangeOfSection) {
  const StructureEvent events[] = {
      StructureEvent::kBeatDrop, StructureEvent::kBuildStart,
      StructureEvent::kClimax, StructureEvent::kBreakdownStart,
      StructureEvent::kSilence};
  session_.mood(groove(0), items_);
  take_commands();
  uint64_t at_ns = 10 * kSecond;
  for (const StructureEvent what : events) {
    session_.section(event_within(at_ns, what), items_);
    const std::string cause = "event:" + std::string(to_string(what));
    EXPECT_GE(count(cause.c_str()), 1u) << cause;
    at_ns += 20 * kSecond;
  }
}

TEST_F(Flaw, No1RealSilenceIsReached) {
  session_.mood(groove(0), items_);
  session_.mood(in_state(10 * kSecond, State::kSilence), items_);
  EXPECT_EQ(count("silence"), 1u);
}

TEST_F(Flaw, No2CategoriesThatFlickerDoNotMoveTheLamps) {
  settings_.mapper.dwell_ns = MapperSettings().dwell_ns;
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"*calm*", {"a"}}, {"*energetic*", {"b"}}};
  use();
  session_.mood(groove(0), items_);
  take_commands();
  const char* const categories[] = {"calm_dark", "moderate_neutral",
                                    "energetic_bright"};
  for (uint64_t i = 1; i < 580; ++i) {
    MoodUpdate update = groove(i * 100 * kMs);
    update.category = categories[i % 3];
    session_.mood(update, items_);
  }
  EXPECT_TRUE(take_commands().empty());
}

TEST_F(Flaw, No2SilenceIsDarkAndNotIntense) {
  session_.mood(groove(0), items_);
  take_commands();
  MoodUpdate silent = in_state(10 * kSecond, State::kSilence);
  silent.category = "calm_dark_intense";
  silent.metrics.intensity = 1;
  session_.mood(silent, items_);
  const auto commands = take_commands();
  ASSERT_EQ(commands.size(), 1u);
  const auto& effect = std::get<EffectAction>(commands[0].action);
  EXPECT_EQ(effect.gradient, "Ocean");
  EXPECT_LE(effect.brightness.value(), 0.3);
  EXPECT_LE(effect.speed.value(), 0.5);
}

TEST_F(Flaw, No3TheConfigurationIsValidated) {
  const auto result = parse_control_config("[control]\nchange-threshold=99\n");
  const auto* error = std::get_if<ConfigError>(&result);
  ASSERT_NE(error, nullptr);
  EXPECT_NE(error->message.find("0.05 to 0.5"), std::string::npos);
}

TEST_F(Flaw, No3SettingsTakeEffectWhileRunning) {
  session_.mood(groove(0), items_);
  take_commands();
  settings_.mapper.intensity = 0.5;
  use();
  session_.mood(groove(kSecond), items_);
  EXPECT_EQ(count("settings"), 1u);
}

TEST_F(Flaw, No4NothingIsEverOutOfRange) {
  for (const double intensity : {0.0, 0.01, 0.5, 1.0}) {
    for (const StructureEvent what :
         {StructureEvent::kClimax, StructureEvent::kBeatDrop,
          StructureEvent::kBreakdownStart}) {
      for (int corner = 0; corner < 16; ++corner) {
        SceneMapper mapper;
        mapper.set_settings({.intensity = intensity});
        MoodUpdate update = groove(0);
        update.metrics.energy = corner & 1;
        update.metrics.brightness = corner >> 1 & 1;
        update.metrics.intensity = corner >> 2 & 1;
        update.metrics.warmth = corner >> 3 & 1;
        SceneMapper::Commands out;
        mapper.mood(update, out);
        mapper.section(event(kSecond, what), out);
        for (const SceneCommand& command : out) {
          const auto* effect = std::get_if<EffectAction>(&command.action);
          if (effect == nullptr) continue;
          EXPECT_GE(effect->speed.value(), 0.1);
          EXPECT_LE(effect->speed.value(), 10);
          EXPECT_GE(effect->blur.value(), 0);
          EXPECT_LE(effect->blur.value(), 10);
          EXPECT_GE(effect->brightness.value(), 0.1);
          EXPECT_LE(effect->brightness.value(), 1);
        }
      }
    }
  }
}

TEST_F(Flaw, No5IntensityCountsOnceAndZeroIsNotBlack) {
  MapperSettings settings;
  settings.intensity = 0.5;
  const Look look = {"Frost", 4, 2, 0.8};
  EXPECT_DOUBLE_EQ(build_effect(look, settings, 0)->speed.value(), 2);
  EXPECT_DOUBLE_EQ(build_effect(look, settings, 0)->brightness.value(), 0.4);
  settings.intensity = 0;
  EXPECT_GE(build_effect(look, settings, 0)->brightness.value(), 0.1);
  settings.intensity = 1;
  settings.silence.brightness = 0;
  SceneMapper mapper;
  mapper.set_settings(settings);
  SceneMapper::Commands out;
  mapper.mood(in_state(0, State::kSilence), out);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_GE(std::get<EffectAction>(out[0].action).brightness.value(), 0.1);
}

TEST_F(Flaw, No6SceneSettingsAreNotOverwritten) {
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"groove", {"blue"}}};
  use();
  for (uint64_t i = 0; i < 600; ++i) {
    MoodUpdate update = groove(i * 100 * kMs);
    update.metrics.energy = 0.5 + 0.4 * std::sin(i * 0.05);
    session_.mood(update, items_);
  }
  EXPECT_EQ(take_names(), "blue") << "a minute of one mood";
}

TEST_F(Flaw, No6MoodsWithoutSceneGetColours) {
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"groove", {"blue"}}};
  use();
  session_.mood(in_state(0, State::kChill), items_);
  EXPECT_EQ(take_names(), "effect");
}

TEST_F(Flaw, No8ThePoolMovesOnlyWhenASceneWasSent) {
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"groove", {"a", "b"}}, {"peak", {"c"}}};
  settings_.mapper.min_scene_interval_ns = 5 * kSecond;
  use();
  // Groove is wanted and given up several times before its time comes.
  std::string names;
  for (uint64_t i = 0; i < 400; ++i) {
    const uint64_t at_ns = i * 100 * kMs;
    const bool peak = i % 67 >= 33;
    session_.mood(in_state(at_ns, peak ? State::kPeak : State::kGroove),
                  items_);
    session_.follow_stream(at_ns, items_);
  }
  for (const SceneCommand& command : take_commands()) {
    if (const auto* scene = std::get_if<SceneAction>(&command.action)) {
      names += scene->scene;
    }
  }
  std::string grooves = names;
  std::erase(grooves, 'c');
  EXPECT_GE(grooves.size(), 3u) << names;
  for (size_t i = 0; i < grooves.size(); ++i) {
    EXPECT_EQ(grooves[i], i % 2 ? 'b' : 'a') << names;
  }
}

TEST_F(Flaw, No8WhatWasNeverSentComesNext) {
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"groove", {"a", "b"}}, {"peak", {"c"}}};
  settings_.mapper.min_change_interval_ns = 500 * kMs;
  settings_.mapper.dwell_ns = 0;
  settings_.quantize = Quantize::kBar;
  use();
  beat_120(500 * kMs, 1);
  beat_120(kSecond, 2);
  session_.mood(groove(kSecond), items_);
  // Another mood before the bar at 2.5 s: its scene takes the place.
  session_.mood(in_state(1600 * kMs, State::kPeak), items_);
  for (uint64_t i = 3; i < 12; ++i) beat_120(i * 500 * kMs, (i - 1) % 4 + 1);
  EXPECT_EQ(take_names(), "c");
  session_.mood(groove(6 * kSecond), items_);
  for (uint64_t i = 12; i < 24; ++i) beat_120(i * 500 * kMs, (i - 1) % 4 + 1);
  EXPECT_EQ(take_names(), "a");
}

TEST_F(Flaw, No8DeadMembersAreSkipped) {
  settings_.mapper.switch_scenes = true;
  settings_.mapper.mood_scenes = {{"groove", {"dead", "alive"}}};
  settings_.mapper.dwell_ns = 0;
  use();
  session_.mood(groove(0), items_);
  EXPECT_EQ(take_names(), "dead");
  session_.follow_stream(kSecond, items_);
  session_.scene_refused("dead", items_);
  EXPECT_EQ(take_names(), "alive");
  EXPECT_EQ(session_.stats().refused_scenes, 1u);
  session_.mood(in_state(10 * kSecond, State::kPeak), items_);
  take_commands();
  session_.mood(groove(20 * kSecond), items_);
  EXPECT_EQ(take_names(), "alive") << "it is the dead one's turn";
}

TEST_F(Flaw, No8ReactionsDecay) {
  session_.mood(groove(0), items_);
  session_.section(event(10 * kSecond, StructureEvent::kBeatDrop), items_);
  take_commands();
  for (uint64_t t = 10; t < 20; ++t) {
    session_.follow_stream(t * kSecond, items_);
  }
  EXPECT_EQ(count("restore"), 1u);
}

TEST_F(Flaw, No8TheLampsAreHandedBackAtTheEnd) {
  session_.mood(groove(0), items_);
  take_commands();
  session_.finish(10 * kSecond, items_);
  EXPECT_EQ(take_names(), "release");
}

TEST_F(Flaw, No9ThresholdsHaveHysteresis) {
  settings_.mapper.min_change_interval_ns = 500 * kMs;
  settings_.mapper.change_threshold = 0.05;
  use();
  for (uint64_t i = 0; i < 600; ++i) {
    MoodUpdate update = groove(i * 100 * kMs);
    update.metrics.energy = i % 20 < 10 ? 0.68 : 0.72;
    update.metrics.valence = i % 20 < 10 ? 0.2 : 0.8;
    session_.mood(update, items_);
  }
  EXPECT_LE(take_commands().size(), 2u) << "moved enough, but looks the same";
}

TEST_F(Flaw, No9WhatIsHeldIsBounded) {
  settings_.offset_ns = 5 * int64_t{kSecond};
  settings_.mapper.beat_flash = true;
  settings_.allow_strobe = true;
  use();
  session_.mood(groove(0), items_);
  for (uint64_t i = 0; i < 10000; ++i) {
    session_.beat(beat(kSecond + i * kMs / 10), items_);
  }
  EXPECT_GE(session_.stats().dropped, 9000u);
  session_.follow_stream(60 * kSecond, items_);
  EXPECT_LE(take_commands().size(), SceneSchedule::kMaxHeld + 8);
}

}  // namespace mood::test
