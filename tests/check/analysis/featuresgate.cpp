/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the gate makes of the features of a hostile helper. */
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <string>

#include "resultgate.h"

namespace mood {
namespace {

using ipc::FeaturesPacket;
using ipc::PacketType;
using ipc::Timeline;
using Verdict = ResultGate::Verdict;

constexpr uint32_t kRate_hz = 10'000;
constexpr uint64_t kEpochStart = 50'000;
constexpr uint64_t kCommitted = 100'000;
constexpr Timeline kTimeline = {.epoch = 3,
                                .song = 1,
                                .epoch_start = kEpochStart,
                                .epoch_end = ipc::kOpenEnd,
                                .committed = kCommitted};

ipc::ConfigurePacket order(uint64_t configuration = 7,
                           uint64_t window_ns = 3'000'000'000) {
  auto packet = ipc::make_packet<ipc::ConfigurePacket>(PacketType::kConfigure);
  packet.configuration = configuration;
  packet.rate_hz = kRate_hz;
  packet.window_ns = window_ns;
  return packet;
}

/// Three seconds: 66,150 samples, 130 frames.
FeaturesPacket features(uint64_t start = 60'000, uint64_t end = 90'000) {
  auto packet = ipc::make_packet<FeaturesPacket>(PacketType::kFeatures);
  packet.origin = {.configuration = 7, .epoch = 3};
  packet.start_position = start;
  packet.end_position = end;
  packet.analysis_ns = 7'000'000;
  packet.beat_count = 3;
  packet.onset_count = 2;
  packet.beats = {10, 50, 90};
  packet.onsets = {0, 129};
  return packet;
}

ResultGate gate() {
  ResultGate gate;
  gate.expect(order());
  return gate;
}

TEST(FeaturesGate, AcceptsWhatACorrectHelperSends) {
  EXPECT_EQ(gate().check(features(), kTimeline), Verdict::kAccept);
  auto early = features(50'000, 59'000);  // 0.9 s, 39 frames
  early.beats = {1, 20, 38};
  early.onsets = {0, 38};
  EXPECT_EQ(gate().check(early, kTimeline), Verdict::kAccept);
  auto none = features();
  none.beat_count = none.onset_count = 0;
  EXPECT_EQ(gate().check(none, kTimeline), Verdict::kAccept);
  auto latest = features(70'000, kCommitted);
  EXPECT_EQ(gate().check(latest, kTimeline), Verdict::kAccept);
}

TEST(FeaturesGate, AcceptsALongWindowFullOfBeatsAndOnsets) {
  ResultGate g;
  g.expect(order(7, ipc::kMaximumWindow_ns));
  auto packet = features(0, 300'000);
  packet.beat_count = packet.beats.size();
  packet.onset_count = packet.onsets.size();
  for (size_t i = 0; i < packet.beats.size(); ++i)
    packet.beats[i] = uint16_t(3 * i);
  for (size_t i = 0; i < packet.onsets.size(); ++i)
    packet.onsets[i] = uint16_t(2 * i - (2 * i > 1292 ? 2 * i - 1292 : 0));
  packet.onset_count = 647;
  auto timeline = kTimeline;
  timeline.epoch_start = 0;
  timeline.committed = 300'000;
  EXPECT_EQ(g.check(packet, timeline), Verdict::kAccept);
}

struct Lie {
  const char* what;
  std::function<void(FeaturesPacket&)> tell;
};

class FeaturesGateRejects : public testing::TestWithParam<Lie> {};

TEST_P(FeaturesGateRejects, ALie) {
  auto g = gate();
  auto packet = features();
  GetParam().tell(packet);
  EXPECT_EQ(g.check(packet, kTimeline), Verdict::kHostile);
  EXPECT_EQ(g.features_delivered(), 0u);
}

#define LIE(name, statement)                     \
  Lie {                                          \
#name, [](FeaturesPacket & p) { statement; } \
  }

INSTANTIATE_TEST_SUITE_P(
    Table, FeaturesGateRejects,
    testing::Values(LIE(empty, p.start_position = p.end_position),
                    LIE(backwards, p.start_position = p.end_position + 1),
                    LIE(all_there_is, p.start_position = 0;
                        p.end_position = UINT64_MAX),
                    LIE(not_there_yet, p.end_position = kCommitted + 1),
                    LIE(longer_than_a_window, --p.start_position),
                    LIE(before_the_epoch, p.start_position = kEpochStart - 1;
                        p.end_position = kEpochStart + 10'000),
                    LIE(of_an_epoch_to_come, p.origin.epoch = 4),
                    LIE(of_no_epoch_ever, p.origin.epoch = UINT64_MAX),
                    LIE(of_a_configuration_to_come, p.origin.configuration = 8),
                    LIE(more_beats_than_fit, p.beat_count = 401),
                    LIE(beats_without_end, p.beat_count = ~0u),
                    LIE(more_onsets_than_fit, p.onset_count = 649),
                    LIE(onsets_without_end, p.onset_count = ~0u),
                    LIE(beats_that_stand_still, p.beats[1] = p.beats[0]),
                    LIE(beats_that_go_back, p.beats[2] = p.beats[1] - 1),
                    LIE(onsets_that_stand_still, p.onsets[1] = 0),
                    LIE(a_beat_after_the_window, p.beats[2] = 131),
                    LIE(an_onset_after_the_window, p.onsets[1] = 131),
                    LIE(an_onset_far_after_it, p.onsets[1] = UINT16_MAX),
                    LIE(took_for_ever, p.analysis_ns = UINT64_MAX),
                    LIE(no_number, p.features.mfcc[12] = std::nan("")),
                    LIE(infinite, p.features.onset_strength = HUGE_VAL),
                    LIE(no_share, p.features.chroma[0] = 2),
                    LIE(no_frequency, p.features.spectral_centroid_hz = 30'000),
                    LIE(no_key, p.features.key = 12),
                    LIE(no_mode, p.features.mode = Mode(2))),
    [](const auto& info) { return std::string(info.param.what); });

#undef LIE

TEST(FeaturesGate, RejectsFeaturesNobodyAskedFor) {
  ResultGate g;
  g.expect(order(7, 0));
  EXPECT_EQ(g.check(features(), kTimeline), Verdict::kHostile);
}

TEST(FeaturesGate, RejectsAWindowBeyondTheEndOfItsEpoch) {
  auto timeline = kTimeline;
  timeline.epoch_end = 89'999;
  EXPECT_EQ(gate().check(features(), timeline), Verdict::kHostile);
  timeline.epoch_end = 90'000;
  EXPECT_EQ(gate().check(features(), timeline), Verdict::kAccept);
}

TEST(FeaturesGate, LetsFeaturesOfAPastEpochThroughToBeDropped) {
  auto packet = features(10'000, 40'000);
  packet.origin.epoch = 2;
  EXPECT_EQ(gate().check(packet, kTimeline), Verdict::kAccept);
}

TEST(FeaturesGate, RejectsFeaturesThatRepeatOrGoBack) {
  auto g = gate();
  EXPECT_EQ(g.check(features(), kTimeline), Verdict::kAccept);
  EXPECT_EQ(g.features_delivered(), 90'000u);
  EXPECT_EQ(g.check(features(), kTimeline), Verdict::kHostile);
  EXPECT_EQ(g.check(features(59'999, 89'999), kTimeline), Verdict::kHostile);
  EXPECT_EQ(g.check(features(60'001, 90'001), kTimeline), Verdict::kAccept)
      << "windows overlap";
}

TEST(FeaturesGate, DropsFeaturesOfAnOldConfiguration) {
  auto packet = features();
  packet.origin.configuration = 6;
  packet.features.key = ~0u;
  EXPECT_EQ(gate().check(packet, kTimeline), Verdict::kStale);
}

TEST(FeaturesGate, RemembersWhatWasToldWhenAnotherHelperTakesOver) {
  auto g = gate();
  g.check(features(), kTimeline);
  g.expect(order());
  EXPECT_EQ(g.features_delivered(), 90'000u);
  g.expect(order(8));
  EXPECT_EQ(g.features_delivered(), 0u);
}

}  // namespace
}  // namespace mood
