/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "protocol.h"

#include <gtest/gtest.h>

namespace mood::ipc {
namespace {

// Sizes that change without the version changing would let two builds
// misunderstand each other.
TEST(Protocol, OfVersionOneHasPacketsOfTheseSizes) {
  ASSERT_EQ(kProtocolVersion, 1u) << "then update this table";
  EXPECT_EQ(sizeof(HelloPacket), 24u);
  EXPECT_EQ(sizeof(WelcomePacket), 24u);
  EXPECT_EQ(sizeof(ConfigurePacket), 16u + 48u + 24u);
  EXPECT_EQ(sizeof(SettingsPacket), 40u);
  EXPECT_EQ(sizeof(PingPacket), 24u);
  EXPECT_EQ(sizeof(PongPacket), 24u);
  EXPECT_EQ(sizeof(ErrorPacket), 272u);
}

TEST(Protocol, MakesPacketsThatTellTheirTypeAndSize) {
  const auto packet = make_packet<MoodPacket>(PacketType::kMood);
  EXPECT_EQ(packet.header.magic, kMagic);
  EXPECT_EQ(packet.header.size, sizeof(MoodPacket));
  EXPECT_EQ(packet.header.type, PacketType::kMood);
}

TEST(Protocol, IsRecognisedByItsFirstFourBytes) {
  const auto packet = make_packet<PingPacket>(PacketType::kPing);
  const auto* bytes = reinterpret_cast<const char*>(&packet);
  EXPECT_EQ(std::string(bytes, 4), "MOOD");
}

}  // namespace
}  // namespace mood::ipc
