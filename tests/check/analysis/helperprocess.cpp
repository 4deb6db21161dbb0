/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "helperprocess.h"

#include <fcntl.h>
#include <glib.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "children.h"
#include "descriptors.h"
#include "extractorlocator.h"

namespace mood {
namespace {

using namespace std::chrono_literals;
using ipc::PacketSocket;
using ipc::PacketType;

/// A helper from a shell script; fd 3 is its socket.
class HelperProcessTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    // GLib keeps a worker thread and its descriptors once it was used, and a
    // default context, which it may make late.
    g_main_context_default();
    HelperProcess warm_up("/usr/bin/yes");
    std::string error;
    ASSERT_TRUE(warm_up.start(PacketSocket::create_pair().second, error));
    warm_up.finish(0ms);
    ASSERT_TRUE(test::wait_for_no_children());
  }
  void SetUp() override { descriptors_ = test::open_descriptors(); }
  void TearDown() override {
    helper_.reset();
    ours_ = PacketSocket();
    EXPECT_TRUE(test::wait_for_no_children());
    EXPECT_TRUE(test::eventually(
        [&] { return test::open_descriptors() <= descriptors_; }));
    std::filesystem::remove(script_);
  }

  void start(const std::string& script) {
    { std::ofstream(script_) << "#!/bin/sh\n" << script << '\n'; }
    std::filesystem::permissions(script_, std::filesystem::perms::owner_all);
    launch(script_);
  }
  void launch(const std::string& path) {
    auto [ours, theirs] = PacketSocket::create_pair();
    ours_ = std::move(ours);
    helper_ = std::make_unique<HelperProcess>(path);
    std::string error;
    ASSERT_TRUE(helper_->start(std::move(theirs), error)) << error;
  }
  /// Next packet as text, "" at the end of the connection.
  std::string receive_text() {
    pollfd poller{ours_.fd(), POLLIN, 0};
    ipc::PacketBuffer packet;
    if (poll(&poller, 1, 10000) != 1 ||
        ours_.receive(packet) != ipc::SocketStatus::kOk)
      return "";
    return {reinterpret_cast<char*>(packet.bytes), packet.size};
  }

  std::string script_ =
      testing::TempDir() + "mood-helper-" + std::to_string(getpid()) + ".sh";
  PacketSocket ours_;
  std::unique_ptr<HelperProcess> helper_;
  size_t descriptors_ = 0;
};

TEST_F(HelperProcessTest, StartsAProgramWithTheSocketAsDescriptorThree) {
  start("printf ready >&3; exec sleep 60");
  EXPECT_EQ(receive_text(), "ready");
  EXPECT_STREQ(helper_->kind(), "process");
  EXPECT_GT(helper_->pid(), 0);
  EXPECT_EQ(kill(helper_->pid(), 0), 0);
}

TEST_F(HelperProcessTest, SaysWhyAProgramDoesNotStart) {
  auto [ours, theirs] = PacketSocket::create_pair();
  HelperProcess helper("/nowhere/mood-extractor");
  std::string error;
  EXPECT_FALSE(helper.start(std::move(theirs), error));
  EXPECT_NE(error.find("/nowhere/mood-extractor"), std::string::npos) << error;
  EXPECT_EQ(helper.pid(), 0);
  ipc::PacketBuffer packet;
  EXPECT_EQ(ours.receive(packet), ipc::SocketStatus::kClosed);
}

TEST_F(HelperProcessTest, HandsDownNothingButTheSocket) {
  start("exec sleep 60");
  const std::string process = "/proc/" + std::to_string(helper_->pid());
  const auto has_only_its_own = [&] {
    std::string name;
    std::ifstream(process + "/comm") >> name;
    if (name != "sleep") return false;  // the shell has descriptors of its own
    for (const auto& entry :
         std::filesystem::directory_iterator(process + "/fd")) {
      // What this test inherited without close-on-exec is not its to close.
      const int fd = std::stoi(entry.path().filename());
      const int flags = fcntl(fd, F_GETFD);
      if (fd > 3 && (flags < 0 || flags & FD_CLOEXEC)) return false;
    }
    return true;
  };
  // Its loader opens files for a moment; what leaked would stay.
  EXPECT_TRUE(test::eventually(has_only_its_own));
}

TEST_F(HelperProcessTest, LetsAProgramLeaveByItself) {
  const std::string farewell = script_ + ".farewell";
  start("sleep 0.1; : > " + farewell);
  const int pid = helper_->pid();
  ours_ = PacketSocket();
  const auto before = std::chrono::steady_clock::now();
  helper_->finish(10s);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  EXPECT_EQ(helper_->pid(), 0);
  EXPECT_TRUE(test::wait_for_exit(pid));
  EXPECT_TRUE(std::filesystem::remove(farewell)) << "it was cut short";
}

TEST_F(HelperProcessTest, KillsAProgramThatDoesNotLeave) {
  start("trap '' TERM INT HUP; printf up >&3; exec sleep 60");
  ASSERT_EQ(receive_text(), "up");
  const int pid = helper_->pid();
  ours_ = PacketSocket();
  const auto before = std::chrono::steady_clock::now();
  helper_->finish(50ms);
  EXPECT_GE(std::chrono::steady_clock::now() - before, 50ms);
  EXPECT_TRUE(test::wait_for_exit(pid));
}

TEST_F(HelperProcessTest, KillsAProgramThatIsStopped) {
  start("printf up >&3; kill -STOP $$");
  ASSERT_EQ(receive_text(), "up");
  const int pid = helper_->pid();
  helper_->finish(0ms);
  EXPECT_TRUE(test::wait_for_exit(pid));
}

TEST_F(HelperProcessTest, FinishesTheOldProgramBeforeItStartsAnother) {
  start("printf up >&3; exec sleep 60");
  ASSERT_EQ(receive_text(), "up");
  const int first = helper_->pid();
  auto [ours, theirs] = PacketSocket::create_pair();
  std::string error;
  ASSERT_TRUE(helper_->start(std::move(theirs), error)) << error;
  EXPECT_NE(helper_->pid(), first);
  EXPECT_TRUE(test::wait_for_exit(first));
}

TEST_F(HelperProcessTest, TheRealHelperKeepsNoStrayDescriptor) {
  const auto located = find_helper("");
  if (!located) GTEST_SKIP() << "no helper in " << located.places();
  const ipc::UniqueFd stray(dup(2));  // without close-on-exec, as hosts do
  launch(located.path);
  ASSERT_EQ(ours_.send(ipc::make_packet<ipc::HelloPacket>(PacketType::kHello)),
            ipc::SocketStatus::kOk);
  ASSERT_FALSE(receive_text().empty()) << "no welcome";
  const std::string folder = "/proc/" + std::to_string(helper_->pid()) + "/fd";
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    EXPECT_LE(std::stoi(entry.path().filename()), 3);
}

TEST_F(HelperProcessTest, TheRealHelperOutlivesCtrlCAndLeavesAtTheEnd) {
  const auto located = find_helper("");
  if (!located) GTEST_SKIP() << "no helper in " << located.places();
  launch(located.path);
  ASSERT_EQ(ours_.send(ipc::make_packet<ipc::HelloPacket>(PacketType::kHello)),
            ipc::SocketStatus::kOk);
  ASSERT_FALSE(receive_text().empty()) << "no welcome";
  const int pid = helper_->pid();
  kill(pid, SIGINT);
  ASSERT_EQ(ours_.send(ipc::make_packet<ipc::PingPacket>(PacketType::kPing)),
            ipc::SocketStatus::kOk);
  EXPECT_FALSE(receive_text().empty()) << "no pong";
  ours_ = PacketSocket();
  EXPECT_TRUE(test::wait_for_exit(pid)) << "it has to see the socket close";
}

}  // namespace
}  // namespace mood
