/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "protocol.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mood::ipc {
namespace {

// Sizes that change without the version changing would let two builds
// misunderstand each other.
TEST(Protocol, OfVersionFourHasPacketsOfTheseSizes) {
  ASSERT_EQ(kProtocolVersion, 4u) << "then update this table";
  EXPECT_EQ(sizeof(HelloPacket), 24u);
  EXPECT_EQ(sizeof(WelcomePacket), 24u);
  EXPECT_EQ(sizeof(ConfigurePacket), 16u + 80u + 16u + 24u);
  EXPECT_EQ(sizeof(SettingsPacket), 40u);
  EXPECT_EQ(sizeof(PingPacket), 24u);
  EXPECT_EQ(sizeof(PongPacket), 24u);
  EXPECT_EQ(sizeof(MoodPacket), 16u + 32u + 176u);
  EXPECT_EQ(sizeof(BeatPacket), 72u);
  EXPECT_EQ(sizeof(SectionPacket), 64u);
  EXPECT_EQ(sizeof(FeaturesPacket), 16u + 40u + 640u + 8u + 2096u);
  EXPECT_EQ(sizeof(ProgressPacket), 80u);
  EXPECT_EQ(sizeof(IdlePacket), 16u);
  EXPECT_EQ(sizeof(ErrorPacket), 272u);
}

TEST(Protocol, MakesPacketsThatTellTheirTypeAndSize) {
  const auto packet = make_packet<MoodPacket>(PacketType::kMood);
  EXPECT_EQ(packet.header.magic, kMagic);
  EXPECT_EQ(packet.header.size, sizeof(MoodPacket));
  EXPECT_EQ(packet.header.type, PacketType::kMood);
}

TEST(Protocol, HasRoomForWhatTheLongestWindowHolds) {
  const double seconds = double(kMaximumWindow_ns) / 1e9;
  const size_t samples = size_t(seconds * kFeatureRate_hz) + 1;
  const size_t frames = 1 + samples / kFeatureHop;
  EXPECT_LE(frames, kMaximumFeatureFrames);
  EXPECT_LE((frames + 1) / 2, kMaximumOnsets) << "one in two frames";
  EXPECT_LE(frames / 4 + 1, kMaximumBeats) << "lag 9, half of it, rounded";
  EXPECT_LE(kMaximumFeatureFrames, UINT16_MAX);
}

TEST(Protocol, NamesEveryFieldOfTheFeaturesOnce) {
  std::set<std::string> names;
  size_t values = 0;
  for (const FeatureField& field : kFeatureFields) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_LE(field.offset + field.count * sizeof(double), sizeof(FeatureSet))
        << field.name;
    values += field.count;
  }
  // mfcc-energy and mfcc-timbre are parts of mfcc; key and mode are words.
  EXPECT_EQ((values - 1 - 5 + 1) * sizeof(double), sizeof(FeatureSet));
}

TEST(Protocol, IsRecognisedByItsFirstFourBytes) {
  const auto packet = make_packet<PingPacket>(PacketType::kPing);
  const auto* bytes = reinterpret_cast<const char*>(&packet);
  EXPECT_EQ(std::string(bytes, 4), "MOOD");
}

}  // namespace
}  // namespace mood::ipc
