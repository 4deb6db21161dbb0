/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "session.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>
#include <optional>

#include "audioregion.h"
#include "recordingsink.h"
#include "ringwriter.h"

namespace mood {
namespace {

using namespace ipc;

constexpr uint64_t kDataBytes = 64 * 1024;

class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    std::string error;
    region_ = AudioRegion::create_shared(kDataBytes, error);
    EXPECT_TRUE(region_) << error;
  }

  template <typename Packet>
  bool handle(const Packet& packet, int fd = -1) {
    PacketBuffer buffer;
    buffer.size = sizeof(packet);
    std::memcpy(buffer.bytes, &packet, sizeof(packet));
    if (fd >= 0) buffer.fd = UniqueFd(dup(fd));
    return session_.handle(buffer);
  }
  ConfigurePacket configuration() const {
    auto packet = make_packet<ConfigurePacket>(PacketType::kConfigure);
    packet.configuration = 1;
    packet.region_bytes = region_->region_bytes();
    packet.interval_ns = 100'000'000;
    packet.window_ns = 1'000'000'000;
    packet.analysis_interval_ns = 2'000'000'000;
    packet.quantum_frames = 100;
    packet.rate_hz = 8000;
    return packet;
  }

  test::RecordingSink sink_;
  Session session_{sink_, Session::Placement::kOwnProcess};
  std::optional<AudioRegion> region_;
};

TEST_F(SessionTest, WelcomesTheElement) {
  EXPECT_TRUE(handle(make_packet<HelloPacket>(PacketType::kHello)));
  ASSERT_EQ(sink_.welcomes.size(), 1u);
  EXPECT_EQ(sink_.welcomes[0].version, kProtocolVersion);
  EXPECT_EQ(sink_.welcomes[0].pid, static_cast<uint32_t>(getpid()));
}

TEST_F(SessionTest, TellsItsVersionToAnotherOneBeforeItEnds) {
  auto hello = make_packet<HelloPacket>(PacketType::kHello);
  ++hello.version;
  EXPECT_FALSE(handle(hello));
  ASSERT_EQ(sink_.welcomes.size(), 1u) << "so that the element can name both";
  EXPECT_EQ(sink_.welcomes[0].version, kProtocolVersion);
  EXPECT_EQ(sink_.error(), "element speaks another protocol version");
}

TEST_F(SessionTest, AnswersPingsWithTheirSerial) {
  auto ping = make_packet<PingPacket>(PacketType::kPing);
  ping.serial = 4711;
  EXPECT_TRUE(handle(ping));
  ASSERT_EQ(sink_.pongs.size(), 1u);
  EXPECT_EQ(sink_.pongs[0].serial, 4711u);
}

TEST_F(SessionTest, TakesSettingsAtAnyTime) {
  EXPECT_TRUE(handle(make_packet<SettingsPacket>(PacketType::kSettings)));
  EXPECT_TRUE(handle(configuration(), region_->fd()));
  EXPECT_TRUE(handle(make_packet<SettingsPacket>(PacketType::kSettings)));
  EXPECT_TRUE(sink_.errors.empty());
}

TEST_F(SessionTest, AcceptsASoundConfigurationAgainAndAgain) {
  for (uint64_t i = 1; i < 4; ++i) {
    auto packet = configuration();
    packet.configuration = i;
    EXPECT_TRUE(handle(packet, region_->fd())) << sink_.error();
  }
}

TEST_F(SessionTest, HasNothingToDoWithoutAConfiguration) {
  EXPECT_TRUE(session_.service());
  EXPECT_FALSE(session_.unfinished());
  EXPECT_EQ(sink_.count, 0u);
}

TEST_F(SessionTest, EndsOnPacketsItDoesNotKnow) {
  for (auto type : {PacketType(0), PacketType(5), PacketType::kWelcome,
                    PacketType::kMood, PacketType::kPong, PacketType(~0u)}) {
    sink_.errors.clear();
    EXPECT_FALSE(handle(make_packet<PingPacket>(type)));
    EXPECT_EQ(sink_.error(), "unknown or malformed packet");
  }
}

TEST_F(SessionTest, EndsOnPacketsOfTheWrongSize) {
  auto ping = make_packet<SettingsPacket>(PacketType::kPing);
  EXPECT_FALSE(handle(ping));
  auto configure = make_packet<PingPacket>(PacketType::kConfigure);
  EXPECT_FALSE(handle(configure));
  EXPECT_EQ(sink_.errors.size(), 2u);
}

TEST_F(SessionTest, EndsWhenTheElementIsGone) {
  sink_.gone = true;
  EXPECT_FALSE(handle(make_packet<HelloPacket>(PacketType::kHello)));
  EXPECT_FALSE(handle(make_packet<PingPacket>(PacketType::kPing)));
}

TEST_F(SessionTest, RefusesAnAddressInAnotherProcess) {
  auto packet = configuration();
  packet.in_process_address = region_->address();
  EXPECT_FALSE(handle(packet));
  EXPECT_EQ(sink_.error(), "a foreign address is of no use here");
}

TEST_F(SessionTest, TakesAnAddressInItsOwnProcess) {
  Session inside(sink_, Session::Placement::kInProcess);
  auto packet = configuration();
  packet.in_process_address = region_->address();
  PacketBuffer buffer;
  buffer.size = sizeof(packet);
  std::memcpy(buffer.bytes, &packet, sizeof(packet));
  EXPECT_TRUE(inside.handle(buffer)) << sink_.error();
}

TEST_F(SessionTest, RefusesAConfigurationWithoutItsRegion) {
  EXPECT_FALSE(handle(configuration()));
  EXPECT_EQ(sink_.error(), "region: no region descriptor");
  EXPECT_FALSE(handle(configuration(), 2));
  EXPECT_EQ(sink_.error().rfind("region: ", 0), 0u) << sink_.error();
}

TEST_F(SessionTest, ForgetsTheOldRegionWhenTheNewOneIsNoGood) {
  ASSERT_TRUE(handle(configuration(), region_->fd()));
  EXPECT_FALSE(handle(configuration()));
  RingWriter writer(*region_);
  writer.begin_epoch(1, 1);
  writer.write(1000, [](std::span<float>, uint64_t) {});
  const size_t before = sink_.count;
  EXPECT_TRUE(session_.service());
  EXPECT_EQ(sink_.count, before);
}

struct Implausible {
  const char* what;
  std::function<void(ConfigurePacket&)> change;
};

class SessionRefuses : public SessionTest,
                       public testing::WithParamInterface<Implausible> {};

TEST_P(SessionRefuses, AnImplausibleConfiguration) {
  auto packet = configuration();
  GetParam().change(packet);
  EXPECT_FALSE(handle(packet, region_->fd()));
  EXPECT_EQ(sink_.error(), "implausible configuration");
}

#define FIELD(name, assignment)                      \
  Implausible {                                      \
#name, [](ConfigurePacket & p) { p.assignment; } \
  }

INSTANTIATE_TEST_SUITE_P(
    Field, SessionRefuses,
    testing::Values(
        FIELD(no_quantum, quantum_frames = 0),
        FIELD(quantum_of_more_than_half_the_ring, quantum_frames = 8193),
        FIELD(quantum_beyond_all, quantum_frames = ~0u),
        FIELD(no_interval, interval_ns = 0),
        FIELD(interval_too_short, interval_ns = 999'999),
        FIELD(interval_too_long, interval_ns = 60'000'000'001),
        FIELD(interval_beyond_all, interval_ns = UINT64_MAX),
        FIELD(no_region, region_bytes = 0),
        FIELD(header_without_data, region_bytes = kRegionDataOffset),
        FIELD(region_too_large,
              region_bytes = kRegionDataOffset + kMaximumRegionBytes + 1),
        FIELD(region_beyond_all, region_bytes = UINT64_MAX),
        FIELD(no_rate, rate_hz = 0), FIELD(rate_too_low, rate_hz = 3999),
        FIELD(rate_too_high, rate_hz = 384001),
        FIELD(frame_larger_than_the_ring, region_bytes = kRegionDataOffset + 7),
        FIELD(window_too_short, window_ns = 999'999),
        FIELD(window_too_long, window_ns = kMaximumWindow_ns + 1),
        FIELD(window_beyond_all, window_ns = UINT64_MAX),
        FIELD(window_larger_than_the_ring, window_ns = 2'048'000'000),
        FIELD(no_time_between_windows, analysis_interval_ns = 0),
        FIELD(years_between_windows, analysis_interval_ns = UINT64_MAX),
        FIELD(unknown_resampling, resampling = WindowResampling(2))),
    [](const auto& info) { return std::string(info.param.what); });

#undef FIELD

}  // namespace
}  // namespace mood
