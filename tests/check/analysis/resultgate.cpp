/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "resultgate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mood {
namespace {

using ipc::BeatPacket;
using ipc::MoodPacket;
using ipc::PacketType;
using ipc::ProgressPacket;
using Verdict = ResultGate::Verdict;

constexpr uint64_t kCommitted = 100'000;
constexpr uint64_t kConfiguration = 7;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

MoodPacket mood(uint64_t start = 1000, uint64_t end = 2000) {
  auto packet = ipc::make_packet<MoodPacket>(PacketType::kMood);
  packet.origin.configuration = kConfiguration;
  packet.start_position = start;
  packet.end_position = end;
  return packet;
}

BeatPacket beat(uint64_t position = 1000, uint64_t next = 2000) {
  auto packet = ipc::make_packet<BeatPacket>(PacketType::kBeat);
  packet.origin.configuration = kConfiguration;
  packet.position = position;
  packet.next_position = next;
  packet.tempo_bpm = 120;
  packet.confidence = 0.5;
  packet.bar_position = 1;
  return packet;
}

ProgressPacket progress(uint64_t position) {
  auto packet = ipc::make_packet<ProgressPacket>(PacketType::kProgress);
  packet.origin.configuration = kConfiguration;
  packet.position = position;
  return packet;
}

ipc::ConfigurePacket order(uint64_t configuration = kConfiguration) {
  auto packet = ipc::make_packet<ipc::ConfigurePacket>(PacketType::kConfigure);
  packet.configuration = configuration;
  packet.rate_hz = 44100;
  packet.window_ns = 3'000'000'000;
  return packet;
}

ResultGate gate() {
  ResultGate gate;
  gate.expect(order());
  return gate;
}

template <typename Packet>
Verdict verdict(const Packet& packet) {
  return gate().check(packet, kCommitted);
}

template <typename Packet, typename Change>
Verdict verdict(Packet packet, Change change) {
  change(packet);
  return verdict(packet);
}

TEST(ResultGate, AcceptsWhatACorrectHelperSends) {
  EXPECT_EQ(verdict(mood()), Verdict::kAccept);
  EXPECT_EQ(verdict(mood(0, kCommitted)), Verdict::kAccept);
  EXPECT_EQ(verdict(beat()), Verdict::kAccept);
  EXPECT_EQ(verdict(beat(1000, 0)), Verdict::kAccept) << "not predicted";
  EXPECT_EQ(verdict(beat(kCommitted, kCommitted + 1)), Verdict::kAccept);
  EXPECT_EQ(verdict(progress(0)), Verdict::kAccept);
  EXPECT_EQ(verdict(progress(kCommitted)), Verdict::kAccept);
}

TEST(ResultGate, RejectsSharesThatAreNone) {
  double Metrics::*const shares[] = {
      &Metrics::energy,         &Metrics::valence,
      &Metrics::intensity,      &Metrics::brightness,
      &Metrics::beat_strength,  &Metrics::warmth,
      &Metrics::complexity,     &Metrics::rhythm_regularity,
      &Metrics::harmonic_ratio, &Metrics::tempo_confidence};
  for (size_t i = 0; i < std::size(shares); ++i) {
    for (double good : {0.0, -0.0, 0.5, 1.0, 5e-324})
      EXPECT_EQ(
          verdict(mood(), [&](auto& p) { p.mood.metrics.*shares[i] = good; }),
          Verdict::kAccept)
          << i << ' ' << good;
    for (double bad : {kNaN, -kNaN, kInfinity, -kInfinity, -5e-324,
                       std::nextafter(1.0, 2.0), 1e300})
      EXPECT_EQ(
          verdict(mood(), [&](auto& p) { p.mood.metrics.*shares[i] = bad; }),
          Verdict::kHostile)
          << i << ' ' << bad;
  }
  EXPECT_EQ(verdict(mood(), [](auto& p) { p.mood.confidence = kNaN; }),
            Verdict::kHostile);
  EXPECT_EQ(verdict(mood(), [](auto& p) { p.mood.confidence = 1.1; }),
            Verdict::kHostile);
  EXPECT_EQ(verdict(beat(), [](auto& p) { p.confidence = kNaN; }),
            Verdict::kHostile);
  EXPECT_EQ(verdict(beat(), [](auto& p) { p.confidence = -0.1; }),
            Verdict::kHostile);
}

TEST(ResultGate, RejectsTempiThatAreNone) {
  for (double bad : {kNaN, kInfinity, -1.0, 1000.5}) {
    EXPECT_EQ(verdict(mood(), [&](auto& p) { p.mood.metrics.tempo_bpm = bad; }),
              Verdict::kHostile);
    EXPECT_EQ(verdict(beat(), [&](auto& p) { p.tempo_bpm = bad; }),
              Verdict::kHostile);
  }
}

TEST(ResultGate, RejectsWordsOutsideTheVocabulary) {
  EXPECT_EQ(verdict(mood(), [](auto& p) { p.mood.state = State::kIntense; }),
            Verdict::kAccept);
  for (int bad : {9, 10, 128, 255}) {
    EXPECT_EQ(verdict(mood(), [&](auto& p) { p.mood.state = State(bad); }),
              Verdict::kHostile);
    EXPECT_EQ(
        verdict(mood(),
                [&](auto& p) { p.mood.category.energy = EnergyBand(bad); }),
        Verdict::kHostile);
    EXPECT_EQ(verdict(mood(),
                      [&](auto& p) {
                        p.mood.category.brightness = BrightnessBand(bad);
                      }),
              Verdict::kHostile);
    EXPECT_EQ(verdict(mood(),
                      [&](auto& p) {
                        p.mood.category.intensity = IntensityBand(bad);
                      }),
              Verdict::kHostile);
  }
  EXPECT_EQ(
      verdict(mood(), [](auto& p) { p.mood.category.energy = EnergyBand(3); }),
      Verdict::kHostile);
}

TEST(ResultGate, RejectsKeysThatAreNone) {
  const auto key = [](double confidence, uint32_t pitch_class, Mode mode) {
    return verdict(mood(), [&](auto& p) {
      p.mood.key = {confidence, pitch_class, mode};
    });
  };
  EXPECT_EQ(key(0, kNoKey, Mode::kMinor), Verdict::kAccept);
  EXPECT_EQ(key(1, 11, Mode::kMajor), Verdict::kAccept);
  EXPECT_EQ(key(1, kNoKey + 1, Mode::kMajor), Verdict::kHostile);
  EXPECT_EQ(key(1, ~0u, Mode::kMajor), Verdict::kHostile);
  EXPECT_EQ(key(1, 0, Mode(2)), Verdict::kHostile);
  EXPECT_EQ(key(1, 0, Mode(~0u)), Verdict::kHostile);
  EXPECT_EQ(key(-0.1, 0, Mode::kMajor), Verdict::kHostile);
  EXPECT_EQ(key(kNaN, 0, Mode::kMajor), Verdict::kHostile);
  EXPECT_EQ(verdict(mood(), [](auto& p) { p.mood.depth = AnalysisDepth(2); }),
            Verdict::kHostile);
}

TEST(ResultGate, RejectsMoodsOfAudioThatIsNone) {
  EXPECT_EQ(verdict(mood(5, 5)), Verdict::kHostile) << "empty";
  EXPECT_EQ(verdict(mood(6, 5)), Verdict::kHostile) << "backwards";
  EXPECT_EQ(verdict(mood(0, 0)), Verdict::kHostile);
  EXPECT_EQ(verdict(mood(0, kCommitted + 1)), Verdict::kHostile) << "future";
  EXPECT_EQ(verdict(mood(UINT64_MAX, 1)), Verdict::kHostile);
  EXPECT_EQ(verdict(mood(0, UINT64_MAX)), Verdict::kHostile);
}

TEST(ResultGate, RejectsMoodsThatRepeatOrOverlapWhatWasTold) {
  auto g = gate();
  EXPECT_EQ(g.check(mood(1000, 2000), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.delivered(), 2000u);
  EXPECT_EQ(g.check(mood(1000, 2000), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(mood(500, 1500), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(mood(1999, 3000), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.delivered(), 2000u);
  EXPECT_EQ(g.check(mood(2000, 3000), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.check(mood(5000, 6000), kCommitted), Verdict::kAccept)
      << "an overrun leaves a hole";
}

TEST(ResultGate, RejectsProgressThatRunsBackwardsOrAhead) {
  auto g = gate();
  EXPECT_EQ(g.check(progress(500), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.check(progress(500), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.check(progress(499), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(progress(kCommitted + 1), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(progress(UINT64_MAX), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.progress(), 500u);
}

template <typename Packet>
void check_origins(Packet packet) {
  packet.origin.configuration = kConfiguration - 1;
  EXPECT_EQ(verdict(packet), Verdict::kStale);
  packet.origin.configuration = 0;
  EXPECT_EQ(verdict(packet), Verdict::kStale);
  packet.origin.configuration = kConfiguration + 1;
  EXPECT_EQ(verdict(packet), Verdict::kHostile);
  packet.origin.configuration = UINT64_MAX;
  EXPECT_EQ(verdict(packet), Verdict::kHostile);
}

TEST(ResultGate, DropsResultsOfAnOldConfigurationAndFearsThoseOfAFutureOne) {
  check_origins(mood());
  check_origins(beat());
  check_origins(progress(1));
}

TEST(ResultGate, LetsStaleResultsChangeNothing) {
  auto g = gate();
  auto stale = progress(700);
  stale.origin.configuration = kConfiguration - 1;
  g.check(stale, kCommitted);
  EXPECT_EQ(g.progress(), 0u);
}

TEST(ResultGate, StartsAfreshWithAConfiguration) {
  auto g = gate();
  g.check(mood(0, 2000), kCommitted);
  g.check(progress(2000), kCommitted);
  g.expect(order(kConfiguration + 1));
  EXPECT_EQ(g.delivered(), 0u);
  EXPECT_EQ(g.progress(), 0u);
}

TEST(ResultGate, RemembersWhatWasToldWhenAnotherHelperTakesOver) {
  auto g = gate();
  EXPECT_FALSE(g.begun());
  g.check(mood(0, 2000), kCommitted);
  g.check(progress(2500), kCommitted);
  g.expect(order());
  EXPECT_TRUE(g.begun());
  EXPECT_EQ(g.delivered(), 2000u);
  EXPECT_EQ(g.check(mood(0, 2000), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(progress(1000), kCommitted), Verdict::kAccept)
      << "it reads history again";
  g.expect(order(kConfiguration + 1));
  EXPECT_FALSE(g.begun());
}

}  // namespace
}  // namespace mood
