/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "packetsocket.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <thread>
#include <vector>

#include "descriptors.h"

namespace mood::ipc {
namespace {

using Status = SocketStatus;

class PacketSocketTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(ours_ && theirs_); }

  /// Sends whatever, with as many descriptors as asked for.
  void send_raw(const void* bytes, size_t size, size_t descriptors = 0) {
    iovec data{const_cast<void*>(bytes), size};
    std::vector<int> fds;
    for (size_t i = 0; i < descriptors; ++i)
      fds.push_back(open("/dev/null", O_RDONLY));
    alignas(cmsghdr) char control[CMSG_SPACE(16 * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    if (descriptors) {
      message.msg_control = control;
      message.msg_controllen = CMSG_SPACE(descriptors * sizeof(int));
      cmsghdr* rights = CMSG_FIRSTHDR(&message);
      rights->cmsg_level = SOL_SOCKET;
      rights->cmsg_type = SCM_RIGHTS;
      rights->cmsg_len = CMSG_LEN(descriptors * sizeof(int));
      std::memcpy(CMSG_DATA(rights), fds.data(), descriptors * sizeof(int));
    }
    ASSERT_EQ(sendmsg(theirs_.fd(), &message, MSG_NOSIGNAL),
              static_cast<ssize_t>(size));
    for (int fd : fds) close(fd);
  }

  Status receive() { return ours_.receive(packet_); }
  void hang_up() { theirs_ = PacketSocket(); }

  std::pair<PacketSocket, PacketSocket> pair_ = PacketSocket::create_pair();
  PacketSocket ours_ = std::move(pair_.first);
  PacketSocket theirs_ = std::move(pair_.second);
  PacketBuffer packet_;
};

TEST_F(PacketSocketTest, DeliversPacketsWholeAndInOrder) {
  auto ping = make_packet<PingPacket>(PacketType::kPing);
  for (ping.serial = 0; ping.serial < 20; ++ping.serial)
    ASSERT_EQ(theirs_.send(ping), Status::kOk);
  for (uint64_t i = 0; i < 20; ++i) {
    ASSERT_EQ(receive(), Status::kOk);
    const auto* got = packet_.as<PingPacket>(PacketType::kPing);
    ASSERT_NE(got, nullptr);
    EXPECT_EQ(got->serial, i);
    EXPECT_FALSE(packet_.fd);
  }
  EXPECT_EQ(receive(), Status::kEmpty);
}

TEST_F(PacketSocketTest, PassesADescriptorOfTheSameFileCloseOnExec) {
  const UniqueFd null(open("/dev/null", O_RDONLY));
  ASSERT_EQ(
      theirs_.send(make_packet<PingPacket>(PacketType::kPing), null.get()),
      Status::kOk);
  ASSERT_EQ(receive(), Status::kOk);
  ASSERT_TRUE(packet_.fd);
  EXPECT_NE(packet_.fd.get(), null.get());
  EXPECT_TRUE(fcntl(packet_.fd.get(), F_GETFD) & FD_CLOEXEC);
  struct stat sent {
  }, got{};
  fstat(null.get(), &sent);
  fstat(packet_.fd.get(), &got);
  EXPECT_EQ(got.st_rdev, sent.st_rdev);
}

TEST_F(PacketSocketTest, IsNotInheritedByProgramsAndDoesNotBlock) {
  for (const auto* end : {&ours_, &theirs_}) {
    EXPECT_TRUE(fcntl(end->fd(), F_GETFD) & FD_CLOEXEC);
    EXPECT_TRUE(fcntl(end->fd(), F_GETFL) & O_NONBLOCK);
  }
}

TEST_F(PacketSocketTest, SaysWhenThePeerIsGoneAfterItsLastPacket) {
  theirs_.send(make_packet<PingPacket>(PacketType::kPing));
  hang_up();
  EXPECT_EQ(receive(), Status::kOk);
  EXPECT_EQ(receive(), Status::kClosed);
  EXPECT_EQ(ours_.send(make_packet<PingPacket>(PacketType::kPing)),
            Status::kClosed)
      << "and no SIGPIPE";
}

TEST_F(PacketSocketTest, SaysWhenThereIsNoRoom) {
  const auto ping = make_packet<PingPacket>(PacketType::kPing);
  Status status;
  do status = ours_.send(ping);
  while (status == Status::kOk);
  EXPECT_EQ(status, Status::kEmpty);
}

TEST_F(PacketSocketTest, WaitsForRoomAndNoLongerThanThePeerLives) {
  const auto ping = make_packet<PingPacket>(PacketType::kPing);
  while (ours_.send(ping) == Status::kOk) continue;
  std::thread reader([this] {
    PacketBuffer packet;
    while (theirs_.receive(packet) == Status::kOk) continue;
  });
  ours_.wait_writable(-1);
  reader.join();
  EXPECT_EQ(ours_.send(ping), Status::kOk);
  while (ours_.send(ping) == Status::kOk) continue;
  std::thread leaver([this] { hang_up(); });
  ours_.wait_writable(-1);
  leaver.join();
  EXPECT_EQ(ours_.send(ping), Status::kClosed);
}

TEST_F(PacketSocketTest, TakesTheLargestPacketAndBreaksOnALargerOne) {
  std::byte bytes[kMaximumPacketSize + 1] = {};
  send_raw(bytes, kMaximumPacketSize);
  EXPECT_EQ(receive(), Status::kOk);
  EXPECT_EQ(packet_.size, kMaximumPacketSize);
  send_raw(bytes, kMaximumPacketSize + 1);
  EXPECT_EQ(receive(), Status::kBroken);
}

TEST_F(PacketSocketTest, TakesAnEmptyPacketForTheEnd) {
  send_raw("", 0);
  EXPECT_EQ(receive(), Status::kClosed);
}

TEST_F(PacketSocketTest, ForgetsThePacketBefore) {
  theirs_.send(make_packet<PingPacket>(PacketType::kPing));
  ASSERT_EQ(receive(), Status::kOk);
  EXPECT_EQ(receive(), Status::kEmpty);
  EXPECT_EQ(packet_.size, 0u);
  EXPECT_FALSE(packet_.type());
}

TEST_F(PacketSocketTest, KnowsNoPacketByHalfItsHeader) {
  const auto ping = make_packet<PingPacket>(PacketType::kPing);
  for (size_t size = 1; size < sizeof(ping); ++size) {
    send_raw(&ping, size);
    ASSERT_EQ(receive(), Status::kOk);
    EXPECT_FALSE(packet_.type()) << size;
    EXPECT_EQ(packet_.as<PingPacket>(PacketType::kPing), nullptr) << size;
  }
}

TEST_F(PacketSocketTest, KnowsNoPacketWithAWrongHeader) {
  const auto rejects = [&](auto spoil) {
    auto ping = make_packet<PingPacket>(PacketType::kPing);
    spoil(ping.header);
    theirs_.send(ping);
    return receive() == Status::kOk &&
           packet_.as<PingPacket>(PacketType::kPing) == nullptr;
  };
  EXPECT_TRUE(rejects([](auto& h) { ++h.magic; }));
  EXPECT_TRUE(rejects([](auto& h) { h.magic = __builtin_bswap32(h.magic); }));
  EXPECT_TRUE(rejects([](auto& h) { --h.size; }));
  EXPECT_TRUE(rejects([](auto& h) { ++h.size; }));
  EXPECT_TRUE(rejects([](auto& h) { h.size = 0; }));
  EXPECT_TRUE(rejects([](auto& h) { h.type = PacketType::kPong; }));
  EXPECT_TRUE(rejects([](auto& h) { h.type = PacketType(0); }));
  EXPECT_FALSE(rejects([](auto&) {}));
}

TEST_F(PacketSocketTest, KnowsNoPacketOfAnotherTypesSize) {
  theirs_.send(make_packet<MoodPacket>(PacketType::kPing));
  ASSERT_EQ(receive(), Status::kOk);
  EXPECT_EQ(packet_.type(), PacketType::kPing);
  EXPECT_EQ(packet_.as<PingPacket>(PacketType::kPing), nullptr);
  EXPECT_EQ(packet_.as<MoodPacket>(PacketType::kMood), nullptr);
}

TEST_F(PacketSocketTest, SurvivesGarbage) {
  uint32_t state = 1;
  for (int i = 0; i < 2000; ++i) {
    std::byte bytes[kMaximumPacketSize];
    const size_t size = 1 + i % kMaximumPacketSize;
    for (size_t b = 0; b < size; ++b)
      bytes[b] = std::byte((state = state * 1664525 + 1013904223) >> 24);
    send_raw(bytes, size);
    ASSERT_EQ(receive(), Status::kOk);
    EXPECT_FALSE(packet_.type());
  }
}

/// Whatever rides along with whatever packet: nothing of it stays open.
TEST_F(PacketSocketTest, LeaksNoDescriptorThatNobodyAskedFor) {
  struct Case {
    const char* name;
    size_t bytes;
    size_t descriptors;
    Status status;
  };
  const Case cases[] = {
      {"one on garbage", 5, 1, Status::kOk},
      {"two", 24, 2, Status::kBroken},
      {"three", 24, 3, Status::kBroken},
      {"sixteen", 24, 16, Status::kBroken},
      {"one on an oversized packet", kMaximumPacketSize + 1, 1,
       Status::kBroken},
      {"two on an oversized packet", kMaximumPacketSize + 1, 2,
       Status::kBroken},
      {"one on an empty packet", 0, 1, Status::kClosed},
      {"two on an empty packet", 0, 2, Status::kClosed},
  };
  const std::byte bytes[kMaximumPacketSize + 1] = {};
  const size_t before = test::open_descriptors();
  for (const auto& c : cases) {
    send_raw(bytes, c.bytes, c.descriptors);
    EXPECT_EQ(receive(), c.status) << c.name;
    packet_.fd.reset();
    EXPECT_EQ(test::open_descriptors(), before) << c.name;
  }
}

TEST_F(PacketSocketTest, LeaksNoDescriptorThatNobodyTook) {
  const size_t before = test::open_descriptors();
  for (int i = 0; i < 3; ++i) {
    send_raw("x", 1, 1);
    EXPECT_EQ(receive(), Status::kOk);
    EXPECT_EQ(test::open_descriptors(), before + 1) << "the latest";
  }
  EXPECT_EQ(receive(), Status::kEmpty);
  EXPECT_EQ(test::open_descriptors(), before);
}

TEST(PacketSocket, IsEmptyWhenNoDescriptorIsLeft) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit none = before;
  none.rlim_cur = 0;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto pair = PacketSocket::create_pair();
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_FALSE(pair.first);
  EXPECT_FALSE(pair.second);
}

TEST(PacketSocket, ThatIsEmptyIsClosed) {
  const PacketSocket none;
  PacketBuffer packet;
  EXPECT_EQ(none.receive(packet), Status::kClosed);
  EXPECT_EQ(none.send(make_packet<PingPacket>(PacketType::kPing)),
            Status::kClosed);
}

}  // namespace
}  // namespace mood::ipc
