/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "basicanalysis.h"
#include "signals.h"
#include "synth.h"

namespace mood {
namespace {

constexpr double kRate = BasicAnalysis::kSampleRate;
constexpr size_t kPiece = 512;

struct Heard {
  Beat beat;
  double told_s = 0;  ///< how far the music was played then
};

std::vector<Heard> listen(BasicAnalysis& analysis,
                          std::span<const float> samples) {
  std::vector<Heard> heard;
  for (size_t i = 0; i + kPiece <= samples.size(); i += kPiece) {
    analysis.process(samples.subspan(i, kPiece));
    for (const Beat& beat : analysis.beats())
      heard.push_back({beat, static_cast<double>(i + kPiece) / kRate});
    analysis.clear_beats();
  }
  return heard;
}

std::vector<Heard> listen(std::span<const float> samples) {
  BasicAnalysis analysis({});
  return listen(analysis, samples);
}

using Bar = std::function<void(test::Synth&, double start_s, double beat_s)>;

/// Plays @p bar again and again, a bar of @p beats.
std::vector<float> bars(double seconds, double bpm, int beats, const Bar& bar) {
  test::Synth synth(kRate, seconds, 1);
  const double beat_s = 60 / bpm;
  for (double start_s = 0; start_s + beats * beat_s <= seconds;
       start_s += beats * beat_s)
    bar(synth, start_s, beat_s);
  return synth.interleaved(1, 0.5);
}

void rock(test::Synth& synth, double start_s, double beat_s) {
  for (int i = 0; i < 8; ++i) synth.hat(start_s + i * beat_s / 2, 0.04, 0.2);
  synth.kick(start_s, 1);
  synth.snare(start_s + beat_s, 0.7);
  synth.kick(start_s + 2 * beat_s, 0.9);
  synth.snare(start_s + 3 * beat_s, 0.7);
  synth.bass(start_s, 2 * beat_s, 33, 0.5);
  synth.bass(start_s + 2 * beat_s, 2 * beat_s, 40, 0.4);
}

/// Kicks on all beats, brighter off-beats, a chord and a bass note per bar.
Bar house(int beats, double hat_gain) {
  return
      [=, bar = 0](test::Synth& synth, double start_s, double beat_s) mutable {
        for (int i = 0; i < beats; ++i) {
          synth.kick(start_s + i * beat_s, 0.7);
          synth.hat(start_s + (i + 0.5) * beat_s, 0.06, hat_gain);
          if (i % 2 == 1) synth.snare(start_s + i * beat_s, 0.4);
        }
        const int roots[] = {45, 41, 48, 43};
        const int root = roots[bar++ % 4];
        synth.bass(start_s, beats * beat_s, root - 12, 0.5);
        for (const int interval : {0, 4, 7, 12})
          synth.lead(start_s, beats * beat_s, root + 12 + interval, 0.12);
      };
}

/// Beats in @p from_s..@p to_s fall on multiples of the period, hardly one of
/// them is missing, and none comes twice.
void expect_on_grid(const std::vector<Heard>& heard, double bpm, double from_s,
                    double to_s, double tolerance_s, double shift_s = 0) {
  const double period_s = 60 / bpm;
  int count = 0;
  for (const Heard& one : heard) {
    const double time_s = one.beat.offset_s;
    if (time_s < from_s || time_s > to_s) continue;
    ++count;
    EXPECT_NEAR(std::remainder(time_s - shift_s, period_s), 0, tolerance_s)
        << "beat at " << time_s << " s, " << bpm << " BPM";
    EXPECT_NEAR(one.beat.next_offset_s - time_s, period_s, 0.03 * period_s);
    EXPECT_NEAR(one.beat.tempo_bpm, bpm, 0.03 * bpm);
  }
  EXPECT_NEAR(count, (to_s - from_s) / period_s, 1.5) << bpm << " BPM";
}

class BeatsAt : public testing::TestWithParam<double> {};

TEST_P(BeatsAt, AreWhereTheyAreHeard) {
  const double bpm = GetParam();
  expect_on_grid(listen(bars(20, bpm, 4, rock)), bpm, 5, 19, 0.02);
}

TEST_P(BeatsAt, AreToldAheadOneByOne) {
  const auto heard = listen(bars(20, GetParam(), 4, rock));
  ASSERT_GT(heard.size(), 10u);
  double last_s = -1;
  for (const Heard& one : heard) {
    EXPECT_GT(one.beat.offset_s, one.told_s);
    EXPECT_LT(one.beat.offset_s, one.told_s + 0.13);
    EXPECT_GT(one.beat.offset_s, last_s + 30 / GetParam());
    EXPECT_GT(one.beat.confidence, 0);
    EXPECT_LE(one.beat.confidence, 1);
    last_s = one.beat.offset_s;
  }
}

INSTANTIATE_TEST_SUITE_P(Tempi, BeatsAt, testing::Values(75, 96, 120, 140));

TEST(Beats, FallOnClicks) {
  for (const double bpm : {90.0, 120.0, 128.0})
    expect_on_grid(listen(test::clicks(kRate, 20, bpm, 0.7)), bpm, 5, 19, 0.02);
}

TEST(Beats, AreTheSameAtAnyVolume) {
  const auto loud = bars(15, 120, 4, rock);
  const auto expected = listen(loud);
  for (const double gain_db : {-18.0, 18.0}) {
    const auto heard = listen(test::with_gain(loud, gain_db));
    ASSERT_EQ(heard.size(), expected.size());
    for (size_t i = 0; i < heard.size(); ++i)
      EXPECT_NEAR(heard[i].beat.offset_s, expected[i].beat.offset_s, 1e-3);
  }
}

TEST(Beats, FollowAnotherTempo) {
  auto samples = bars(20, 120, 4, rock);
  test::append(samples, bars(20, 98, 4, rock));
  const auto heard = listen(samples);
  expect_on_grid(heard, 120, 5, 19, 0.02);
  expect_on_grid(heard, 98, 32, 39, 0.03, 20);
}

TEST(Beats, StayOnTheKickUnderHatsBetween) {
  expect_on_grid(listen(bars(20, 124, 4, house(4, 0.4))), 124, 5, 19, 0.03);
}

TEST(Beats, GoOnWhileTheDrumsAreAway) {
  test::Synth synth(kRate, 24, 1);
  const Bar drums = house(4, 0.2);
  for (int bar = 0; bar < 12; ++bar)
    if (bar < 6 || bar >= 8) drums(synth, 2.0 * bar, 0.5);
  const int chord[] = {57, 60, 64};
  synth.pad({.start_s = 11.9,
             .length_s = 4.2,
             .cutoff_from_hz = 900,
             .cutoff_to_hz = 900,
             .gain_from = 0.2,
             .gain_to = 0.2},
            chord);
  const auto heard = listen(synth.interleaved(1, 0.5));
  expect_on_grid(heard, 120, 5, 23, 0.04);
  double before = 0, away = 1;
  for (const Heard& one : heard) {
    if (one.beat.offset_s < 12) before = one.beat.confidence;
    if (one.beat.offset_s < 16) away = one.beat.confidence;
  }
  EXPECT_LT(away, before);
}

TEST(Beats, FindTheirPlaceAgainAfterAJump) {
  BasicAnalysis analysis({});
  listen(analysis, bars(20, 120, 4, house(4, 0.2)));
  analysis.start_timeline();
  const auto music = bars(20, 120, 4, house(4, 0.2));
  // The jump lands 0.2 s before a beat.
  const auto heard = listen(
      analysis, std::span(music).subspan(static_cast<size_t>(0.3 * kRate)));
  ASSERT_FALSE(heard.empty());
  EXPECT_LT(heard.front().beat.offset_s, 3);
  expect_on_grid(heard, 120, 4, 18, 0.03, 0.2);
}

class BarsOf : public testing::TestWithParam<int> {};

TEST_P(BarsOf, AreCounted) {
  const int meter = GetParam();
  const auto heard = listen(bars(40, 120, meter, house(meter, 0.2)));
  int told = 0;
  for (const Heard& one : heard) {
    if (one.beat.bar_position == 0) continue;
    ++told;
    const auto beat = std::lround(one.beat.offset_s / 0.5);
    EXPECT_EQ(one.beat.bar_position, beat % meter + 1)
        << "beat at " << one.beat.offset_s << " s";
  }
  EXPECT_GT(told, 20);
}

INSTANTIATE_TEST_SUITE_P(Meters, BarsOf, testing::Values(3, 4));

TEST(Bars, AreNotCountedWhereAllBeatsAreAlike) {
  for (const Heard& one : listen(test::clicks(kRate, 30, 120, 0.7)))
    EXPECT_EQ(one.beat.bar_position, 0u);
}

TEST(Beats, AreNoneWithoutAnything) {
  for (const auto& samples :
       {test::silence(kRate, 12), test::noise(kRate, 12, 0.3),
        test::sine(kRate, 12, 440, 0.3)})
    EXPECT_TRUE(listen(samples).empty());
}

TEST(Beats, StopInSilence) {
  auto samples = bars(16, 120, 4, rock);
  test::append(samples, test::silence(kRate, 5));
  for (const Heard& one : listen(samples)) EXPECT_LT(one.beat.offset_s, 17.5);
}

TEST(Beats, AreBoundedWhenNobodyTakesThem) {
  BasicAnalysis analysis({});
  analysis.process(test::clicks(kRate, 60, 174, 0.7));
  EXPECT_GT(analysis.beats().size(), 10u);
  EXPECT_LE(analysis.beats().size(), 64u);
}

}  // namespace
}  // namespace mood
