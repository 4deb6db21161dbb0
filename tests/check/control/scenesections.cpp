/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenes of sections, against those of the moods within them. */
#include "scenestest.h"

namespace mood::test {
namespace {

class SectionScenes : public Scenes {
 protected:
  SectionScenes() {
    settings_.section_scenes = {{"intro", {"curtain"}},
                                {"verse", {"lamp"}},
                                {"build", {"rise"}},
                                {"drop", {"burst"}},
                                {"chorus", {"stage"}}};
    use(settings_);
  }
  std::string scene_in(uint64_t at_ns, const char* name,
                       double confidence = 0.8) {
    SectionUpdate update = entering(at_ns, name);
    update.previous_section = "another";
    update.confidence = confidence;
    section(update);
    send();
    return scenes();
  }
  /// Groove in which the energy is @p energy.
  std::string scene_of_groove(uint64_t at_ns, double energy) {
    MoodUpdate update = groove(at_ns);
    update.metrics.energy = energy;
    return scene_of(update);
  }
  std::string scene_at(uint64_t now_ns) {
    advance(now_ns);
    send();
    return scenes();
  }
};

}  // namespace

TEST_F(SectionScenes, StandWhateverMoodsTheSectionHas) {
  scene_of(groove(0));
  EXPECT_EQ(scene_in(10 * kSecond, "chorus"), "stage");
  for (uint64_t i = 0; i < 10; ++i) {
    const uint64_t at_ns = (15 + i * 5) * kSecond;
    MoodUpdate update = i % 2 ? groove(at_ns) : energetic(at_ns);
    if (i == 5) update.state = State::kChill;
    EXPECT_EQ(mood(update), 0u) << i << ", neither scene nor colours";
  }
  EXPECT_EQ(scene_in(70 * kSecond, "verse"), "lamp");
}

TEST_F(SectionScenes, GiveWayToTheMoodsWhereTheNextHasNone) {
  scene_of(groove(0));
  scene_in(10 * kSecond, "chorus");
  mood(energetic(15 * kSecond));
  EXPECT_EQ(scene_in(20 * kSecond, "bridge"), "fire");
  EXPECT_EQ(command().cause, "section:bridge");
  EXPECT_EQ(scene_in(30 * kSecond, "outro"), "") << "it is the mood's already";
}

TEST_F(SectionScenes, OrToColoursWhereTheMoodHasNoneEither) {
  settings_.mood_scenes.clear();
  use(settings_);
  mood(groove(0));
  EXPECT_EQ(scene_in(10 * kSecond, "chorus"), "stage");
  SectionUpdate bridge = entering(20 * kSecond, "bridge");
  ASSERT_EQ(section(bridge), 1u);
  EXPECT_EQ(name(), "effect");
  EXPECT_EQ(command().cause, "section:bridge");
}

TEST_F(SectionScenes, CountFromBeforeTheFirstMood) {
  EXPECT_EQ(scene_in(200 * kMs, "intro", 0.3), "") << "no mood is known yet";
  EXPECT_EQ(scene_of(groove(kSecond)), "curtain");
  EXPECT_EQ(out_[0].cause, "section:intro");
}

TEST_F(SectionScenes, AnUncertainChangeNeedsAnotherMoodToo) {
  scene_in(0, "intro");
  EXPECT_EQ(scene_of(groove(0)), "curtain");
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of(groove(25 * kSecond)), "");
  EXPECT_EQ(scene_of(energetic(30 * kSecond)), "lamp");
  EXPECT_EQ(out_[0].cause, "section:verse");
  // What is taken back does not count later.
  EXPECT_EQ(scene_in(40 * kSecond, "chorus", 0.55), "");
  EXPECT_EQ(scene_in(50 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of(groove(60 * kSecond)), "");
  // An event alone makes it no surer.
  SectionUpdate event_only = entering(70 * kSecond, "chorus");
  event_only.previous_section = "chorus";
  event_only.event = StructureEvent::kEnergyRise;
  section(event_only);
  EXPECT_EQ(scenes(), "");
}

TEST_F(SectionScenes, AnUncertainChangeCountsOnceTheMoodMovesWithIt) {
  scene_in(0, "intro");
  scene_of_groove(0, 0.5);
  scene_of_groove(15 * kSecond, 0.4);
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of_groove(22 * kSecond, 0.47), "") << "hardly anything";
  EXPECT_EQ(scene_of_groove(23 * kSecond, 0.49), "lamp");
  EXPECT_EQ(out_[0].cause, "section:verse");
  // The same section again is no news.
  EXPECT_EQ(scene_in(24 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of_groove(25 * kSecond, 0.7), "");
}

TEST_F(SectionScenes, OrAtOnceIfItHasMovedBefore) {
  scene_in(0, "intro");
  scene_of_groove(0, 0.4);
  scene_of_groove(18 * kSecond, 0.4);
  scene_of_groove(20 * kSecond, 0.5);
  SectionUpdate verse = entering(19 * kSecond, "verse");
  verse.previous_section = "intro";
  verse.found_ns = 20500 * kMs;
  verse.confidence = 0.5;
  section(verse);
  EXPECT_EQ(scenes(), "lamp");
  EXPECT_EQ(out_[0].running_time_ns, 20500 * kMs);
}

TEST_F(SectionScenes, WhatMovesMuchLaterConfirmsNothing) {
  scene_in(0, "intro");
  scene_of_groove(15 * kSecond, 0.4);
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of_groove(25 * kSecond, 0.6), "");
}

TEST_F(SectionScenes, NorDoesWhatMovesWithAnEventInsideTheSection) {
  scene_in(0, "intro");
  scene_of_groove(10 * kSecond, 0.4);
  EXPECT_EQ(scene_in(12 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of_groove(18 * kSecond, 0.4), "");
  SectionUpdate fall = entering(20 * kSecond, "verse");
  fall.event = StructureEvent::kEnergyFall;
  section(fall);
  EXPECT_EQ(scene_of_groove(21 * kSecond, 0.5), "");
}

TEST_F(SectionScenes, AMoveIsNoneOfTheMusicBeforeAPause) {
  scene_in(0, "intro");
  scene_of_groove(15 * kSecond, 0.2);
  scene_of(in_state(18 * kSecond, State::kSilence));
  EXPECT_EQ(scene_of_groove(19 * kSecond, 0.5), "curtain");
  scene_in(19500 * kMs, "intro", 0.3);
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0.55), "");
  EXPECT_EQ(scene_of_groove(21 * kSecond, 0.5), "");
}

TEST_F(SectionScenes, ABuildOrBreakdownMakesTheChangeSurer) {
  scene_in(0, "intro");
  scene_of(groove(0));
  EXPECT_EQ(scene_in(20 * kSecond, "build", 0.65), "");
  SectionUpdate build = entering(30 * kSecond, "build");
  build.event = StructureEvent::kBuildStart;
  build.confidence = 0.65;
  section(build);
  EXPECT_EQ(scenes(), "rise");
}

TEST_F(SectionScenes, HowFarTheMoodMustMoveIsForTheUserToSay) {
  settings_.section_threshold = 0;
  use(settings_);
  scene_in(0, "intro");
  scene_of(groove(0));
  scene_of(groove(15 * kSecond));
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0.1), "lamp");
  settings_.section_threshold = 0.5;
  use(settings_);
  EXPECT_EQ(scene_in(30 * kSecond, "chorus", 0.6), "");
  EXPECT_EQ(scene_of_groove(31 * kSecond, 0.6), "");
}

TEST_F(SectionScenes, HowCertainIsForTheUserToSay) {
  settings_.section_confidence = 0;
  use(settings_);
  scene_in(0, "intro");
  scene_of(groove(0));
  EXPECT_EQ(scene_in(20 * kSecond, "verse", 0), "lamp");
  settings_.section_confidence = 0.9;
  use(settings_);
  EXPECT_EQ(scene_in(30 * kSecond, "chorus", 0.89), "");
  EXPECT_EQ(scene_in(40 * kSecond, "chorus", 0.9), "stage");
}

TEST_F(SectionScenes, ADropThatMustWaitIsNotOvertakenByItsMood) {
  settings_.min_scene_interval_ns = 10 * kSecond;
  use(settings_);
  scene_of(groove(0));
  EXPECT_EQ(scene_in(20 * kSecond, "build"), "rise");
  EXPECT_EQ(scene_in(26 * kSecond, "drop"), "");
  EXPECT_EQ(scene_of(energetic(29 * kSecond)), "");
  EXPECT_EQ(scene_at(30 * kSecond), "burst");
  EXPECT_EQ(out_[0].running_time_ns, 30 * kSecond);
}

TEST_F(SectionScenes, ComeBackAfterSilenceUntilTheSectionIsToldAnew) {
  settings_.silence.scenes = {"night"};
  use(settings_);
  scene_of(groove(0));
  scene_in(10 * kSecond, "chorus");
  EXPECT_EQ(scene_of(in_state(20 * kSecond, State::kSilence)), "night");
  EXPECT_EQ(scene_of(groove(30 * kSecond)), "stage");
  EXPECT_EQ(scene_in(32 * kSecond, "verse", 0.3), "lamp")
      << "after a pause nobody can be surer";
  EXPECT_EQ(scene_in(50 * kSecond, "chorus", 0.3), "");
}

TEST_F(SectionScenes, SilenceOpensNone) {
  settings_.silence.scenes = {"night"};
  settings_.min_scene_interval_ns = 10 * kSecond;
  use(settings_);
  scene_of(groove(0));
  // Told before the mood that says so; the name is that of the music before.
  SectionUpdate end = entering(20 * kSecond + 10 * kMs, "chorus");
  end.event = StructureEvent::kSilence;
  section(end);
  EXPECT_EQ(scenes(), "");
  EXPECT_EQ(scene_of(in_state(20 * kSecond, State::kSilence)), "night");
}

TEST_F(SectionScenes, FollowTheSceneOfTheEventThatOpenedTheSection) {
  scene_of(groove(0));
  SectionUpdate drop = entering(10 * kSecond, "drop");
  drop.event = StructureEvent::kBeatDrop;
  section(drop);
  EXPECT_EQ(scenes(), "strobe");
  send();
  EXPECT_EQ(scene_at(18 * kSecond), "burst");
  EXPECT_EQ(out_[0].cause, "restore");
}

TEST_F(SectionScenes, ASeekKeepsThemUntilTheSectionIsToldAnew) {
  scene_of(groove(100 * kSecond));
  scene_in(110 * kSecond, "chorus");
  mapper_.start_timeline();
  EXPECT_EQ(scene_of(groove(0)), "stage");
  EXPECT_EQ(scene_in(2 * kSecond, "verse", 0.3), "lamp");
}

TEST_F(SectionScenes, WithoutOneThatALampKnowsTheMoodsServe) {
  scene_of(groove(0));
  scene_in(10 * kSecond, "chorus");
  refuse("stage", 11 * kSecond);
  EXPECT_EQ(scene_of(energetic(20 * kSecond)), "fire");
}

}  // namespace mood::test
