/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traits of sounding music, and what is taken for ambient. */
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "descriptors/descriptorbank.h"
#include "mood/ambience.h"
#include "mood/traitreader.h"
#include "moodfeatures/moodlistener.h"
#include "moodfeatures/spanfeatures.h"
#include "rhythm/rhythmtracker.h"
#include "signals.h"
#include "synth.h"

namespace mood {
namespace {

constexpr double kRate_hz = DescriptorBank::kSampleRate;
constexpr double kSeconds = 15;

/// What is heard at the end of @p samples.
SongTraits traits_of(std::span<const float> samples) {
  DescriptorBank bank;
  MoodListener listener;
  RhythmTracker tracker;
  for (size_t i = 0; i + DescriptorBank::kHopFrames <= samples.size();
       i += DescriptorBank::kHopFrames) {
    const auto& now =
        bank.process(samples.subspan(i, DescriptorBank::kHopFrames));
    tracker.process(bank, now, true);
    listener.process(bank, now, false);
  }
  return TraitReader().read(listener.features(MoodListener::kShort),
                            tracker.rhythm());
}

/// Chords that melt into each other, with a kick every @p beat_s if that is
/// not 0.
std::vector<float> pads(double beat_s = 0) {
  test::Synth synth(kRate_hz, kSeconds, 3);
  constexpr std::array<std::array<int, 3>, 2> kChords = {
      {{45, 52, 60}, {43, 50, 59}}};
  for (int i = 0; 5 * i < kSeconds; ++i)
    synth.pad({.start_s = 5. * i,
               .length_s = 6,
               .cutoff_from_hz = 900,
               .cutoff_to_hz = 900,
               .gain_from = 0.2,
               .gain_to = 0.2,
               .attack_s = 1.5,
               .release_s = 1.5},
              kChords[size_t(i) % kChords.size()]);
  for (double at = 0; beat_s > 0 && at < kSeconds; at += beat_s)
    synth.kick(at, 0.6);
  return synth.interleaved(1, 1);
}

TEST(TraitReader, FindsEveryTrait) {
  std::vector<float> features(span_feature_names().size());
  std::iota(features.begin(), features.end(), 1.0f);
  const SongTraits traits =
      TraitReader().read(features, {.tempo_bpm = 120,
                                    .tempo_confidence = 0.5,
                                    .onset_rate_hz = 3,
                                    .beat_strength = 0.6,
                                    .regularity = 0.7});
  EXPECT_EQ(traits.tempo_bpm, 120);
  for (size_t i = 0; i < kAveragedTraits.size(); ++i)
    EXPECT_NE(traits.*kAveragedTraits[i], 0) << i;
}

TEST(TraitReader, ReadsTheSpansOwnFigures) {
  const auto& names = span_feature_names();
  std::vector<float> features(names.size());
  const auto set = [&](const char* name, float value) {
    const auto found = std::find(names.begin(), names.end(), name);
    ASSERT_NE(found, names.end()) << name;
    features[size_t(found - names.begin())] = value;
  };
  set("bass.m", 0.25f);
  set("centroid.m", 8);
  const SongTraits traits = TraitReader().read(features, {});
  EXPECT_EQ(traits.bass_share, 0.25);
  EXPECT_EQ(traits.brightness_octaves, 8);
  EXPECT_EQ(traits.tonal, 0);
}

TEST(SongTraits, OfABeatAreThoseOfABeat) {
  const SongTraits traits = traits_of(pads(0.5));
  EXPECT_NEAR(traits.tempo_bpm, 120, 1);
  EXPECT_NEAR(traits.onset_rate_hz, 2, 0.6);
  EXPECT_GT(traits.beat_strength, 0.5);
  EXPECT_GT(traits.bass_pulse, 0.5);
  EXPECT_GT(traits.bass_share, 0.2);
}

TEST(SongTraits, DoNotDependOnTheVolume) {
  const auto samples = pads(0.5);
  const SongTraits loud = traits_of(samples);
  const SongTraits soft = traits_of(test::with_gain(samples, -18));
  for (size_t i = 0; i < kAveragedTraits.size(); ++i)
    EXPECT_NEAR(soft.*kAveragedTraits[i], loud.*kAveragedTraits[i],
                0.01 + 0.01 * std::abs(loud.*kAveragedTraits[i]))
        << i;
}

TEST(Ambience, IsThatOfPadsAndDrones) {
  EXPECT_GT(ambience_of(traits_of(pads())), 0.8);
  std::vector<float> drone = test::sine(kRate_hz, kSeconds, 110, 0.2);
  const auto fifth = test::sine(kRate_hz, kSeconds, 165, 0.2);
  for (size_t i = 0; i < drone.size(); ++i) drone[i] += fifth[i];
  EXPECT_GT(ambience_of(traits_of(drone)), 0.9);
}

TEST(Ambience, HasNoBeat) {
  EXPECT_EQ(ambience_of(traits_of(pads(0.5))), 0);
  EXPECT_EQ(ambience_of(traits_of(pads(0.9))), 0);
  EXPECT_EQ(ambience_of(traits_of(test::clicks(kRate_hz, kSeconds, 90, 0.5))),
            0);
}

TEST(Ambience, IsNoNoise) {
  EXPECT_LT(ambience_of(traits_of(test::noise(kRate_hz, kSeconds, 0.3))), 0.3);
}

}  // namespace
}  // namespace mood
