/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "structurelistener.h"
#include "tune.h"

namespace mood {
namespace {

using namespace test;

const test::TuneSection& part(const std::vector<test::TuneSection>& parts,
                              std::string_view name) {
  return *std::find_if(parts.begin(), parts.end(),
                       [=](const auto& p) { return p.name == name; });
}

class Tunes : public testing::TestWithParam<test::TuneParameters> {};

TEST_P(Tunes, TellTheBuildBeforeTheDropAndTheDropWithinABeat) {
  const auto parts = test::tune_sections(GetParam());
  const auto changes =
      changes_of(test::synthesise_tune(kRate, 1, GetParam()), GetParam().bpm);
  const auto builds = only(changes, StructureEvent::kBuildStart);
  const auto drops = only(changes, StructureEvent::kBeatDrop);
  ASSERT_EQ(builds.size(), 1u);
  EXPECT_GE(builds[0].told_offset_s, part(parts, "build").start_s);
  EXPECT_LT(builds[0].told_offset_s, part(parts, "build").end_s);
  EXPECT_EQ(builds[0].section, Section::kBuild);
  ASSERT_EQ(drops.size(), 1u);
  EXPECT_GE(drops[0].told_offset_s, part(parts, "drop").start_s);
  EXPECT_LE(drops[0].told_offset_s,
            part(parts, "drop").start_s + 60 / GetParam().bpm);
  EXPECT_EQ(drops[0].section, Section::kDrop);
  EXPECT_EQ(drops[0].previous, Section::kBuild);
}

INSTANTIATE_TEST_SUITE_P(
    Variations, Tunes,
    testing::Values(test::TuneParameters{},
                    test::TuneParameters{.bpm = 128, .seed = 2, .transpose = 3},
                    test::TuneParameters{.bpm = 112, .seed = 4, .transpose = 5},
                    test::TuneParameters{.bpm = 136, .seed = 5}));

TEST(StructureTracker, IsIndependentOfTheLevel) {
  const auto tune = test::synthesise_tune(kRate, 1);
  const auto reference = changes_of(tune);
  for (const double gain_db : {-18.0, 18.0}) {
    const auto changes = changes_of(test::with_gain(tune, gain_db));
    ASSERT_EQ(changes.size(), reference.size()) << gain_db;
    for (size_t i = 0; i < changes.size(); ++i) {
      EXPECT_EQ(changes[i].event, reference[i].event);
      EXPECT_EQ(changes[i].section, reference[i].section);
      // The silence between the parts begins at a level.
      EXPECT_NEAR(changes[i].told_offset_s, reference[i].told_offset_s, 0.4);
    }
  }
}

TEST(StructureTracker, TellsNoDropOrBuildInSteadyMusic) {
  for (const SectionChange& change : changes_of(steady(64))) {
    EXPECT_NE(change.event, StructureEvent::kBeatDrop) << change.told_offset_s;
    EXPECT_NE(change.event, StructureEvent::kBuildStart)
        << change.told_offset_s;
    EXPECT_NE(change.event, StructureEvent::kBreakdownStart)
        << change.told_offset_s;
  }
}

// Up and down again, slowly, at once, from silence.
TEST(StructureTracker, TellsNoDropOrBuildForAFader) {
  const auto music = steady(48);
  const std::vector<std::function<double(double)>> rides = {
      [](double t) { return -15 + 15 * std::sin(t * std::numbers::pi / 8); },
      [](double t) { return t < 16   ? 0.0
                            : t < 20 ? -30.0
                                     : 0.0; },
      [](double t) { return t < 24 ? -24 + t : 0.0; },
      [](double t) { return t > 20 && t < 22 ? -200.0 : 0.0; }};
  for (size_t ride = 0; ride < rides.size(); ++ride) {
    auto samples = music;
    for (size_t i = 0; i < samples.size(); ++i)
      samples[i] *= static_cast<float>(
          std::pow(10, rides[ride](static_cast<double>(i) / kRate) / 20));
    for (const SectionChange& change : changes_of(samples)) {
      EXPECT_NE(change.event, StructureEvent::kBeatDrop)
          << ride << " at " << change.told_offset_s;
      EXPECT_NE(change.event, StructureEvent::kBuildStart)
          << ride << " at " << change.told_offset_s;
    }
  }
}

// No riser, no roll: the stop says it.
TEST(StructureTracker, TellsTheDropAfterAStopThatEndsABreakdown) {
  test::Synth synth(kRate, 56, 1);
  groove(synth, 0, 16);
  chords(synth, 16, 32, 1500, 0.06);
  groove(synth, 32, 56);
  synth.mute(31.2, 31.99);
  const auto drops =
      only(changes_of(synth.interleaved(1, 0.7)), StructureEvent::kBeatDrop);
  ASSERT_EQ(drops.size(), 1u);
  EXPECT_NEAR(drops[0].told_offset_s, 32.25, 0.25);
  EXPECT_LT(drops[0].confidence, 0.9);
}

// Without the bass that makes it one.
TEST(StructureTracker, TellsNoDropWhenABuildLeadsBackToChords) {
  test::Synth synth(kRate, 56, 1);
  groove(synth, 0, 16);
  chords(synth, 16, 56, 1500, 0.06);
  synth.riser(24, 16, 0.5);
  const auto changes = changes_of(synth.interleaved(1, 0.7));
  EXPECT_EQ(only(changes, StructureEvent::kBuildStart).size(), 1u);
  EXPECT_TRUE(only(changes, StructureEvent::kBeatDrop).empty());
}

// Kick and bass throughout: nothing returns.
TEST(StructureTracker, TellsNoDropWhereTheBassNeverLeft) {
  test::Synth synth(kRate, 48, 1);
  groove(synth, 0, 48);
  synth.riser(16, 16, 0.3);
  EXPECT_TRUE(
      only(changes_of(synth.interleaved(1, 0.7)), StructureEvent::kBeatDrop)
          .empty());
}

TEST(StructureTracker, TellsABreakdownWhenDrumsAndBassGo) {
  test::Synth synth(kRate, 48, 1);
  groove(synth, 0, 24);
  chords(synth, 24, 48, 1500, 0.06);
  Listener listener;
  listener.hear(synth.interleaved(1, 0.7));
  const auto changes = listener.tracker().changes();
  const auto breakdowns =
      only({changes.begin(), changes.end()}, StructureEvent::kBreakdownStart);
  ASSERT_EQ(breakdowns.size(), 1u);
  EXPECT_NEAR(breakdowns[0].offset_s, 24, 0.5);
  EXPECT_GT(breakdowns[0].told_offset_s, 24);
  EXPECT_LT(breakdowns[0].told_offset_s, 27);
  EXPECT_EQ(breakdowns[0].section, Section::kBreakdown);
  EXPECT_EQ(listener.section_at(40), Section::kBreakdown);
}

TEST(StructureTracker, TellsRiseAndFallOfEnergy) {
  test::Synth synth(kRate, 48, 1);
  verse(synth, 0);
  chorus(synth, 16);
  verse(synth, 32);
  const auto changes = changes_of(synth.interleaved(1, 0.7));
  const auto told_at = [&](double time_s, StructureEvent event) {
    return std::any_of(changes.begin(), changes.end(),
                       [=](const SectionChange& change) {
                         return change.event == event &&
                                std::abs(change.offset_s - time_s) < 0.6 &&
                                change.told_offset_s < time_s + 3;
                       });
  };
  EXPECT_TRUE(told_at(16, StructureEvent::kEnergyRise));
  EXPECT_TRUE(told_at(32, StructureEvent::kEnergyFall));
}

}  // namespace
}  // namespace mood
