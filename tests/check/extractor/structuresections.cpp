/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "allocationcounter.h"

#include <gtest/gtest.h>

#include <cmath>

#include "structurelistener.h"
#include "tune.h"

namespace mood {
namespace {

using namespace test;

TEST(StructureTracker, GivesReturningSectionsTheSameName) {
  test::Synth synth(kRate, 112, 1);
  for (int i = 0; i < 6; i += 2) {
    verse(synth, 16 * i);
    chorus(synth, 16 * (i + 1));
  }
  verse(synth, 96);
  Listener listener;
  listener.hear(synth.interleaved(1, 0.7));
  const Section second_verse = listener.section_at(16 * 2 + 12);
  const Section second_chorus = listener.section_at(16 * 3 + 12);
  EXPECT_NE(second_verse, second_chorus);
  EXPECT_NE(second_verse, Section::kUnknown);
  EXPECT_NE(second_chorus, Section::kUnknown);
  EXPECT_EQ(listener.section_at(16 * 4 + 12), second_verse);
  EXPECT_EQ(listener.section_at(16 * 5 + 12), second_chorus);
  // Once both are known, every boundary is told, and no other.
  std::vector<double> starts_s;
  for (const SectionChange& change : listener.tracker().changes())
    if (change.section != change.previous && change.offset_s > 40)
      starts_s.push_back(change.offset_s);
  ASSERT_EQ(starts_s.size(), 4u);
  for (size_t i = 0; i < starts_s.size(); ++i)
    EXPECT_NEAR(starts_s[i], 16 * static_cast<double>(i + 3), 0.6);
}

TEST(StructureTracker, TellsTheClimaxWhenTheHardestSectionReturns) {
  test::Synth synth(kRate, 64, 1);
  verse(synth, 0);
  chorus(synth, 16);
  verse(synth, 32);
  chorus(synth, 48);
  const auto climaxes =
      only(changes_of(synth.interleaved(1, 0.7)), StructureEvent::kClimax);
  EXPECT_LE(climaxes.size(), 1u);
  test::Synth longer(kRate, 96, 1);
  for (int i = 0; i < 3; ++i) {
    verse(longer, 32 * i);
    chorus(longer, 32 * i + 16);
  }
  const auto later =
      only(changes_of(longer.interleaved(1, 0.7)), StructureEvent::kClimax);
  ASSERT_FALSE(later.empty());
  EXPECT_EQ(later.back().section, Section::kChorus);
  EXPECT_EQ(later.back().previous, Section::kChorus);
  EXPECT_NEAR(later.back().told_offset_s, 80 + 4, 1);
}

// By as much as a volume knob is turned while music plays.
TEST(StructureTracker, ATurnOfTheVolumeKnobIsNoNewSection) {
  auto samples = steady(48);
  for (size_t i = static_cast<size_t>(24 * kRate); i < samples.size(); ++i)
    samples[i] *= 4;
  for (const SectionChange& change : changes_of(samples))
    if (change.offset_s > 20) {
      EXPECT_EQ(change.section, change.previous) << change.told_offset_s;
    }
}

TEST(StructureTracker, TellsSilenceOnceAndNeverBeforeItIsKnown) {
  auto samples = steady(12);
  test::append(samples, test::silence(kRate, 6));
  test::append(samples, steady(8));
  const auto changes = changes_of(samples);
  const auto silences = only(changes, StructureEvent::kSilence);
  ASSERT_EQ(silences.size(), 1u);
  EXPECT_NEAR(silences[0].told_offset_s, 12.5, 0.6);
  EXPECT_EQ(silences[0].section, silences[0].previous);
  for (const SectionChange& change : changes) {
    EXPECT_GE(change.told_offset_s, change.offset_s);
    EXPECT_GE(change.offset_s, 0);
    EXPECT_GT(change.confidence, 0);
    EXPECT_LE(change.confidence, 1);
  }
}

TEST(StructureTracker, SilenceAloneHasNoSection) {
  EXPECT_TRUE(
      only(changes_of(test::silence(kRate, 20)), StructureEvent::kBeatDrop)
          .empty());
  Listener listener;
  listener.hear(test::silence(kRate, 20));
  EXPECT_EQ(listener.tracker().section(), Section::kUnknown);
}

TEST(StructureTracker, KnowsTheSongAfterAJump) {
  test::Synth synth(kRate, 64, 1);
  verse(synth, 0);
  chorus(synth, 16);
  verse(synth, 32);
  chorus(synth, 48);
  const auto samples = synth.interleaved(1, 0.7);
  Listener listener;
  listener.hear(samples);
  const Section name = listener.section_at(60);
  listener.start_timeline();
  EXPECT_EQ(listener.tracker().section(), Section::kUnknown);
  EXPECT_TRUE(listener.tracker().changes().empty());
  listener.hear(std::span(samples).subspan(static_cast<size_t>(18 * kRate),
                                           static_cast<size_t>(8 * kRate)));
  EXPECT_EQ(listener.tracker().section(), name);
  ASSERT_FALSE(listener.tracker().changes().empty());
  EXPECT_EQ(listener.tracker().changes()[0].section, name);
  EXPECT_LT(listener.tracker().changes()[0].told_offset_s, 3);
}

TEST(StructureTracker, ForgetsEverythingWithTheSong) {
  const auto tune = test::synthesise_tune(kRate, 1);
  const auto reference = changes_of(tune);
  Listener listener;
  listener.hear(tune);
  listener.start_song();
  listener.hear(tune);
  const auto changes = listener.tracker().changes();
  ASSERT_EQ(changes.size(), reference.size());
  for (size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].event, reference[i].event);
    EXPECT_EQ(changes[i].section, reference[i].section);
    EXPECT_EQ(changes[i].told_offset_s, reference[i].told_offset_s);
  }
}

TEST(StructureTracker, KeepsABoundedNumberOfChanges) {
  std::vector<float> samples;
  for (int i = 0; i < 40; ++i) {
    test::append(samples, test::noise(kRate, 1, 0.1));
    test::append(samples, test::silence(kRate, 1.5));
  }
  Listener listener;
  listener.hear(samples);
  EXPECT_EQ(listener.tracker().changes().size(),
            StructureTracker::kMaximumChanges);
  listener.tracker().clear_changes();
  EXPECT_TRUE(listener.tracker().changes().empty());
}

TEST(StructureTracker, DoesNotAllocateAfterConstruction) {
  const auto samples = test::synthesise_tune(kRate, 1);
  DescriptorBank bank;
  StructureTracker tracker;
  if (!test::allocations())
    GTEST_SKIP() << "allocations cannot be counted here";
  ASSERT_EQ(test::allocations_of_one(), 1) << "the counter does not count";
  const auto before = test::allocations();
  for (size_t i = 0; i + kHop <= samples.size(); i += kHop)
    tracker.process(bank, bank.process(std::span(samples).subspan(i, kHop)),
                    {.tempo_bpm = 120, .tempo_confidence = 1}, true);
  EXPECT_EQ(test::allocations(), before);
  EXPECT_FALSE(tracker.changes().empty());
}

TEST(StructureTracker, SurvivesAnyFiniteInput) {
  Listener listener;
  auto samples = steady(8);
  listener.hear(samples);
  for (float& sample : samples) sample *= 1e30f;
  listener.hear(samples);
  listener.hear(test::silence(kRate, 3));
  listener.tracker().clear_changes();
  listener.start_song();
  listener.hear(test::synthesise_tune(kRate, 1));
  const auto changes = listener.tracker().changes();
  EXPECT_EQ(
      only({changes.begin(), changes.end()}, StructureEvent::kBeatDrop).size(),
      1u);
  for (const SectionChange& change : changes) {
    EXPECT_TRUE(std::isfinite(change.confidence));
    EXPECT_TRUE(std::isfinite(change.offset_s));
  }
}

}  // namespace
}  // namespace mood
