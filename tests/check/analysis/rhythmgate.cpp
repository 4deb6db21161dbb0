/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What ResultGate makes of beats and sections. */
#include <gtest/gtest.h>

#include <limits>

#include "resultgate.h"

namespace mood {
namespace {

using ipc::BeatPacket;
using ipc::SectionPacket;
using Verdict = ResultGate::Verdict;

constexpr uint64_t kCommitted = 100'000;
constexpr uint64_t kLead = 44100 / 5;
constexpr uint64_t kGap = 44100 * 3 / 100;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

ResultGate gate(uint64_t window_ns = 3'000'000'000) {
  auto order =
      ipc::make_packet<ipc::ConfigurePacket>(ipc::PacketType::kConfigure);
  order.configuration = 1;
  order.rate_hz = 44100;
  order.window_ns = window_ns;
  ResultGate gate;
  gate.expect(order);
  return gate;
}

BeatPacket beat(uint64_t position, uint64_t next = 0, uint64_t epoch = 1) {
  auto packet = ipc::make_packet<BeatPacket>(ipc::PacketType::kBeat);
  packet.origin = {.configuration = 1, .epoch = epoch};
  packet.position = position;
  packet.next_position = next;
  packet.tempo_bpm = 120;
  return packet;
}

SectionPacket section(uint64_t position, uint64_t told) {
  auto packet = ipc::make_packet<SectionPacket>(ipc::PacketType::kSection);
  packet.origin = {.configuration = 1, .epoch = 1};
  packet.position = position;
  packet.told_position = told;
  packet.confidence = 0.5;
  packet.section = Section::kDrop;
  packet.previous = Section::kBuild;
  packet.event = StructureEvent::kBeatDrop;
  return packet;
}

Verdict verdict(const BeatPacket& packet) {
  return gate().check(packet, kCommitted);
}

template <typename Change>
Verdict section_verdict(Change change) {
  auto packet = section(1000, 2000);
  change(packet);
  return gate().check(packet, kCommitted);
}

TEST(BeatGate, AcceptsWhatIsForetoldAndNothingBeyondTheHorizon) {
  EXPECT_EQ(verdict(beat(kCommitted + kLead)), Verdict::kAccept);
  EXPECT_EQ(verdict(beat(kCommitted + kLead + 1)), Verdict::kHostile);
  EXPECT_EQ(verdict(beat(UINT64_MAX)), Verdict::kHostile);
  EXPECT_EQ(verdict(beat(1000, 1000)), Verdict::kHostile);
  EXPECT_EQ(verdict(beat(1000, 999)), Verdict::kHostile);
  const uint64_t horizon = kCommitted + 12ull * ipc::kMaximumRate;
  EXPECT_EQ(verdict(beat(1000, horizon)), Verdict::kAccept);
  EXPECT_EQ(verdict(beat(1000, horizon + 1)), Verdict::kHostile);
  EXPECT_EQ(verdict(beat(1000, UINT64_MAX)), Verdict::kHostile);
}

TEST(BeatGate, KnowsNoBarsOfMoreThanSixtyFourBeats) {
  auto packet = beat(1000);
  packet.bar_position = 64;
  EXPECT_EQ(verdict(packet), Verdict::kAccept);
  for (uint32_t bad : {65u, ~0u}) {
    packet.bar_position = bad;
    EXPECT_EQ(verdict(packet), Verdict::kHostile);
  }
}

TEST(BeatGate, LetsNoBeatsCrowd) {
  auto g = gate();
  EXPECT_EQ(g.check(beat(5000), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.next_beat(), 5000 + kGap);
  EXPECT_EQ(g.check(beat(5000 + kGap - 1), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(beat(5000), kCommitted), Verdict::kHostile) << "again";
  EXPECT_EQ(g.check(beat(4000), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(beat(5000 + kGap), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.check(beat(5100, 0, 2), kCommitted), Verdict::kAccept)
      << "another epoch";
  EXPECT_EQ(g.check(beat(90'000), kCommitted), Verdict::kHostile)
      << "of the epoch before";
}

TEST(SectionGate, AcceptsWhatACorrectHelperSends) {
  EXPECT_EQ(section_verdict([](auto&) {}), Verdict::kAccept);
  EXPECT_EQ(section_verdict([](auto& p) { p.event = StructureEvent::kNone; }),
            Verdict::kAccept);
  EXPECT_EQ(section_verdict([](auto& p) { p.previous = Section::kDrop; }),
            Verdict::kAccept)
      << "an event within a section";
  EXPECT_EQ(section_verdict([](auto& p) { p.position = 2000; }),
            Verdict::kAccept);
  EXPECT_EQ(section_verdict([](auto& p) { p.told_position = kCommitted; }),
            Verdict::kAccept);
}

TEST(SectionGate, RejectsWhatSaysNothing) {
  EXPECT_EQ(section_verdict([](auto& p) {
              p.previous = p.section;
              p.event = StructureEvent::kNone;
            }),
            Verdict::kHostile);
}

TEST(SectionGate, RejectsWordsAndNumbersThatAreNone) {
  EXPECT_EQ(section_verdict([](auto& p) { p.section = Section(10); }),
            Verdict::kHostile);
  EXPECT_EQ(section_verdict([](auto& p) { p.previous = Section(255); }),
            Verdict::kHostile);
  EXPECT_EQ(section_verdict([](auto& p) { p.event = StructureEvent(8); }),
            Verdict::kHostile);
  for (double bad : {kNaN, -0.1, 1.1})
    EXPECT_EQ(section_verdict([&](auto& p) { p.confidence = bad; }),
              Verdict::kHostile);
}

TEST(SectionGate, RejectsPositionsOutOfOrder) {
  EXPECT_EQ(section_verdict([](auto& p) { p.position = 2001; }),
            Verdict::kHostile)
      << "told before it happened";
  EXPECT_EQ(section_verdict([](auto& p) { p.told_position = kCommitted + 1; }),
            Verdict::kHostile);
  auto g = gate();
  EXPECT_EQ(g.check(section(1000, 5000), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.sections_delivered(), 5000u);
  EXPECT_EQ(g.check(section(1000, 4999), kCommitted), Verdict::kHostile);
}

TEST(SectionGate, LetsFewBeToldAtOnce) {
  auto g = gate();
  for (uint32_t i = 0; i < ipc::kMaximumSectionsAtOnce; ++i)
    EXPECT_EQ(g.check(section(1000, 5000), kCommitted), Verdict::kAccept);
  EXPECT_EQ(g.check(section(1000, 5000), kCommitted), Verdict::kHostile);
  EXPECT_EQ(g.check(section(1000, 5001), kCommitted), Verdict::kAccept);
}

TEST(SectionGate, ExpectsNoneOfABasicAnalysis) {
  auto basic = gate(0);
  EXPECT_EQ(basic.check(section(1000, 2000), kCommitted), Verdict::kHostile);
  const auto mood_verdict = [](uint64_t window_ns, auto change) {
    auto packet = ipc::make_packet<ipc::MoodPacket>(ipc::PacketType::kMood);
    packet.origin.configuration = 1;
    packet.end_position = 1000;
    change(packet.mood);
    return gate(window_ns).check(packet, kCommitted);
  };
  const auto in_chorus = [](MoodFrame& mood) {
    mood.section = Section::kChorus;
  };
  EXPECT_EQ(mood_verdict(1, in_chorus), Verdict::kHostile) << "no frame";
  EXPECT_EQ(mood_verdict(3'000'000'000, in_chorus), Verdict::kAccept);
  EXPECT_EQ(mood_verdict(0, in_chorus), Verdict::kHostile);
  const auto in_c = [](MoodFrame& mood) { mood.key.pitch_class = 0; };
  EXPECT_EQ(mood_verdict(3'000'000'000, in_c), Verdict::kAccept);
  EXPECT_EQ(mood_verdict(0, in_c), Verdict::kHostile);
  EXPECT_EQ(mood_verdict(3'000'000'000,
                         [](MoodFrame& mood) { mood.section = Section(10); }),
            Verdict::kHostile);
}

TEST(SectionGate, DropsThoseOfAnOldConfiguration) {
  EXPECT_EQ(section_verdict([](auto& p) { p.origin.configuration = 0; }),
            Verdict::kStale);
  EXPECT_EQ(section_verdict([](auto& p) { p.origin.configuration = 2; }),
            Verdict::kHostile);
}

}  // namespace
}  // namespace mood
