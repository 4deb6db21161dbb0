/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workrecord.h"

#include <gtest/gtest.h>

#include <cstring>

#include "recordinglistener.h"
#include "ringwriter.h"

namespace mood {
namespace {

using ipc::PacketType;
using Receipt = WorkRecord::Receipt;

constexpr uint64_t kDataBytes = 64 * 1024;

class WorkRecordTest : public testing::Test {
 protected:
  /// A region with @p frames frames of epoch 1 in it.
  std::shared_ptr<ipc::AudioRegion> make_region(uint64_t frames, bool shared) {
    std::string error;
    auto region = shared ? ipc::AudioRegion::create_shared(kDataBytes, error)
                         : ipc::AudioRegion::create_private(kDataBytes, error);
    EXPECT_TRUE(region) << error;
    auto held = std::make_shared<ipc::AudioRegion>(std::move(*region));
    ipc::RingWriter writer(*held);
    writer.begin_epoch(1, 1);
    writer.write(frames, [](std::span<float>, uint64_t) {});
    return held;
  }
  std::weak_ptr<ipc::AudioRegion> assign(uint64_t configuration,
                                         bool lockstep = true,
                                         bool shared = false) {
    Assignment assignment;
    assignment.region = make_region(5000, shared);
    auto& packet = assignment.configuration;
    packet = ipc::make_packet<ipc::ConfigurePacket>(PacketType::kConfigure);
    packet.configuration = configuration;
    packet.rate_hz = 1000;
    packet.quantum_frames = 20;
    packet.window_ns = 3'000'000'000;
    packet.lockstep = lockstep;
    const std::weak_ptr<ipc::AudioRegion> region = assignment.region;
    record_.assign(std::move(assignment));
    return region;
  }
  template <typename Packet>
  Receipt receive(const Packet& packet) {
    ipc::PacketBuffer buffer;
    buffer.size = sizeof(packet);
    std::memcpy(buffer.bytes, &packet, sizeof(packet));
    return record_.receive(buffer);
  }
  static ipc::FeaturesPacket features(uint64_t start, uint64_t end) {
    auto packet = ipc::make_packet<ipc::FeaturesPacket>(PacketType::kFeatures);
    packet.origin = {.configuration = 1, .epoch = 1};
    packet.start_position = start;
    packet.end_position = end;
    return packet;
  }
  static ipc::MoodPacket mood(uint64_t start, uint64_t end) {
    auto packet = ipc::make_packet<ipc::MoodPacket>(PacketType::kMood);
    packet.origin = {.configuration = 1, .epoch = 1};
    packet.start_position = start;
    packet.end_position = end;
    return packet;
  }
  static ipc::BeatPacket beat(uint64_t position) {
    auto packet = ipc::make_packet<ipc::BeatPacket>(ipc::PacketType::kBeat);
    packet.origin = {.configuration = 1, .epoch = 1};
    packet.position = position;
    return packet;
  }
  static ipc::SectionPacket section(uint64_t told_position) {
    auto packet =
        ipc::make_packet<ipc::SectionPacket>(ipc::PacketType::kSection);
    packet.origin = {.configuration = 1, .epoch = 1};
    packet.told_position = told_position;
    packet.event = StructureEvent::kClimax;
    return packet;
  }
  static ipc::ProgressPacket progress(uint64_t position) {
    auto packet = ipc::make_packet<ipc::ProgressPacket>(PacketType::kProgress);
    packet.origin = {.configuration = 1, .epoch = 1};
    packet.position = position;
    return packet;
  }

  test::RecordingListener listener_;
  ProgressBoard board_;
  WorkRecord record_{listener_, board_};
};

TEST_F(WorkRecordTest, KnowsNoResultsBeforeAnAssignment) {
  EXPECT_FALSE(record_.assigned());
  EXPECT_FALSE(record_.has_pending_audio());
  EXPECT_EQ(receive(progress(0)), Receipt::kNoResult);
}

TEST_F(WorkRecordTest, PassesSoundResultsOn) {
  assign(1);
  EXPECT_EQ(receive(mood(0, 1000)), Receipt::kTaken);
  EXPECT_EQ(receive(beat(1500)), Receipt::kTaken);
  EXPECT_EQ(receive(section(1800)), Receipt::kTaken);
  EXPECT_EQ(receive(features(0, 2000)), Receipt::kProgress);
  EXPECT_EQ(receive(progress(2000)), Receipt::kProgress);
  EXPECT_EQ(receive(progress(2000)), Receipt::kTaken) << "it stands still";
  EXPECT_EQ(receive(features(0, 2000)), Receipt::kHostile) << "repeated";
  auto stale = features(0, 3000);
  stale.origin.configuration = 0;
  EXPECT_EQ(receive(stale), Receipt::kStale);
  EXPECT_EQ(receive(ipc::make_packet<ipc::PongPacket>(PacketType::kPong)),
            Receipt::kNoResult);
  const auto record = listener_.record();
  EXPECT_EQ(record.moods.size(), 1u);
  EXPECT_EQ(record.beats.size(), 1u);
  EXPECT_EQ(record.sections.size(), 1u);
  EXPECT_EQ(record.features.size(), 1u);
  EXPECT_EQ(record.progress.size(), 2u);
}

TEST_F(WorkRecordTest, TellsAHelperWhatWasDelivered) {
  assign(1);
  receive(mood(0, 1000));
  EXPECT_EQ(record_.make_order().beats_position, 1000u);
  receive(beat(1500));
  receive(section(1800));
  receive(features(0, 2000));
  const auto order = record_.make_order();
  EXPECT_EQ(order.resume_position, 1000u);
  EXPECT_EQ(order.features_position, 2000u);
  EXPECT_EQ(order.beats_position, 1530u);
  EXPECT_EQ(order.sections_position, 1800u);
  EXPECT_EQ(order.in_process_address, record_.region().address());
  EXPECT_EQ(order.region_bytes, record_.region().region_bytes());
}

TEST_F(WorkRecordTest, CallsTheMoodsThatALiveStreamMissedHistory) {
  assign(1, false);
  EXPECT_EQ(record_.make_order().resume_position, 0u) << "the first helper";
  receive(mood(0, 1000));
  receive(features(0, 2000));
  EXPECT_EQ(record_.make_order().resume_position, 5000u);
  EXPECT_EQ(record_.make_order().beats_position, 5000u);
  EXPECT_EQ(record_.make_order().sections_position, 5000u);
  EXPECT_EQ(record_.make_order().features_position, 2000u)
      << "a window may still be there";
}

TEST_F(WorkRecordTest, KeepsMemoryOfThisProcessUntilTheHelperHasLetGo) {
  const auto first = assign(1);
  EXPECT_FALSE(record_.keeps_memory());
  const auto second = assign(2);
  const auto third = assign(3);
  EXPECT_TRUE(record_.keeps_memory());
  record_.note_changed_to(0);
  EXPECT_FALSE(first.expired()) << "an ordinary pong says nothing of it";
  record_.note_changed_to(2);
  EXPECT_TRUE(first.expired());
  EXPECT_FALSE(second.expired());
  record_.note_helper_ended();
  EXPECT_TRUE(second.expired());
  EXPECT_FALSE(third.expired());
  EXPECT_FALSE(record_.keeps_memory());
}

TEST_F(WorkRecordTest, LetsSharedMemoryGoAtOnce) {
  const auto first = assign(1, true, true);
  assign(2, true, true);
  EXPECT_TRUE(first.expired()) << "a helper process has its own mapping";
}

TEST_F(WorkRecordTest, SeesWhetherAudioWaits) {
  assign(1);
  EXPECT_TRUE(record_.has_pending_audio());
  receive(progress(4981));
  EXPECT_FALSE(record_.has_pending_audio()) << "less than a quantum";
}

}  // namespace
}  // namespace mood
