/* SPDX-License-Identifier: LGPL-2.1-or-later */

// A helper that misbehaves on demand. GST_MOOD_FAKE lists what each start of
// it does, separated by commas; the last applies to all further starts, which
// GST_MOOD_FAKE_STARTS, a file, counts.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "audioregion.h"
#include "packetsocket.h"
#include "ringreader.h"
#include "wakeup.h"

// LeakSanitizer stops a program to look at it, by a tracer that would keep a
// killed one from being reaped.
extern "C" int __lsan_is_turned_off() { return 1; }

namespace {

using namespace mood::ipc;

class FakeHelper {
 public:
  explicit FakeHelper(std::string mode) : mode_(std::move(mode)) {}

  int run() {
    if (mode_ == "exit") return 1;
    if (mode_ == "real") return become_real();
    if (mode_ == "stop-at-once") raise(SIGSTOP);
    for (;;) {
      pollfd pollers[2] = {{socket_.fd(), POLLIN, 0},
                           {wakeup_.fd(), POLLIN, 0}};
      poll(pollers, 2, -1);
      if (pollers[1].revents & POLLIN) {
        wakeup_.clear();
        work();
      }
      if (pollers[0].revents && !take_packet()) return 0;
    }
  }

 private:
  static int become_real() {
    const char* path = std::getenv("GST_MOOD_EXTRACTOR");
    execl(path, path, nullptr);
    return 1;
  }

  bool take_packet() {
    if (deaf_) pause();
    PacketBuffer packet;
    const auto status = socket_.receive(packet);
    if (status == SocketStatus::kEmpty) return true;
    if (status != SocketStatus::kOk) return false;
    if (packet.type() == PacketType::kHello) {
      wakeup_ = Wakeup(std::move(packet.fd));
      welcome();
    } else if (const auto* configuration =
                   packet.as<ConfigurePacket>(PacketType::kConfigure)) {
      configure(*configuration, std::move(packet.fd));
    } else if (const auto* ping = packet.as<PingPacket>(PacketType::kPing)) {
      auto pong = make_packet<PongPacket>(PacketType::kPong);
      pong.serial = ping->serial;
      if (mode_ != "no-pong") socket_.send(pong);
    }
    return true;
  }

  void welcome() {
    auto packet = make_packet<WelcomePacket>(PacketType::kWelcome);
    packet.pid = static_cast<uint32_t>(getpid());
    if (mode_ == "mute") return;
    if (mode_ == "old") packet.version = kProtocolVersion - 1;
    if (mode_ == "garbage-first") send_raw("hello, who is there?", 20);
    if (mode_ == "oversized-first") send_raw(nullptr, kMaximumPacketSize + 1);
    if (mode_ == "result-first")
      send(make_packet<PongPacket>(PacketType::kPong));
    socket_.send(packet);
    deaf_ = mode_ == "deaf";
    if (mode_ == "flood") flood(make_packet<PongPacket>(PacketType::kPong));
    if (mode_ == "crash-when-up") _exit(1);
    if (mode_ == "close") {
      socket_ = PacketSocket();
      while (true) pause();
    }
  }

  void configure(const ConfigurePacket& packet, UniqueFd fd) {
    configuration_ = packet;
    std::string error;
    region_ =
        AudioRegion::map_read_only(std::move(fd), packet.region_bytes, error);
    if (!region_) _exit(3);
    work();
  }

  void work() {
    if (!region_) return;
    const uint64_t reported = report();
    if (mode_ == "late-idle" && reported > 0) miss_what_follows(reported);
    socket_.send(make_packet<IdlePacket>(PacketType::kIdle));
  }

  /// @return how far.
  uint64_t report() {
    const RingReader reader(*region_);
    const auto now = reader.timeline();
    if (now.epoch == 0 || now.committed == 0) return 0;
    auto progress = make_packet<ProgressPacket>(PacketType::kProgress);
    progress.origin = {configuration_.configuration, now.epoch};
    progress.position = now.committed;
    progress.drained = now.epoch_end != kOpenEnd;
    misbehave(progress);
    socket_.send(progress);
    return now.committed;
  }

  /// Looks away for the last time just before more audio comes.
  void miss_what_follows(uint64_t position) {
    while (region_->header().committed == position) usleep(1000);
    wakeup_.clear();
    mode_ = "good";
  }

  void misbehave(ProgressPacket progress) {
    if (mode_ == "crash") abort();
    if (mode_ == "stop") raise(SIGSTOP);
    if (mode_ == "spin")
      while (true) pause();
    if (mode_ == "garbage") send_raw("no packet at all", 16);
    if (mode_ == "truncated") send_raw(&progress, sizeof(progress) - 8);
    if (mode_ == "oversized") send_raw(nullptr, kMaximumPacketSize + 1);
    if (mode_ == "error") {
      auto packet = make_packet<ErrorPacket>(PacketType::kError);
      std::memset(packet.text, 'x', sizeof(packet.text));  // unterminated
      send(packet);
    }
    if (mode_ == "unknown") {
      progress.header.type = PacketType(4711);
      send(progress);
    }
    if (mode_ == "impossible") {
      auto packet = make_packet<MoodPacket>(PacketType::kMood);
      packet.origin = progress.origin;
      packet.end_position = progress.position;
      packet.mood.metrics.energy = std::numeric_limits<double>::quiet_NaN();
      send(packet);
    }
    if (mode_ == "unasked") {  // for features, that is
      auto packet = make_packet<FeaturesPacket>(PacketType::kFeatures);
      packet.origin = progress.origin;
      packet.end_position = progress.position;
      send(packet);
    }
    if (mode_ == "ahead") {
      ++progress.position;
      send(progress);
    }
    if (mode_ == "future") {
      ++progress.origin.configuration;
      send(progress);
    }
    if (mode_ == "hello-back")
      send(make_packet<HelloPacket>(PacketType::kHello));
    if (mode_ == "pretend") {  // always busy, never getting anywhere
      progress.position = 0;
      flood(progress);
    }
    if (mode_ == "descriptors")
      while (socket_.send(progress, 2) != SocketStatus::kClosed) continue;
  }

  template <typename Packet>
  void send(const Packet& packet) {
    socket_.send(packet);
    while (true) pause();  // and see what the supervisor makes of it
  }
  void send_raw(const void* bytes, size_t size) {
    static const std::byte zeros[2 * kMaximumPacketSize] = {};
    const auto* start = bytes ? static_cast<const std::byte*>(bytes) : zeros;
    socket_.send_bytes({start, size}, -1);
    while (true) pause();
  }
  template <typename Packet>
  void flood(const Packet& packet) {
    while (socket_.send(packet) != SocketStatus::kClosed)
      socket_.wait_writable(-1);
    _exit(0);
  }

  std::string mode_;
  bool deaf_ = false;
  PacketSocket socket_{UniqueFd(kHelperSocketFd)};
  Wakeup wakeup_;
  std::optional<AudioRegion> region_;
  ConfigurePacket configuration_;
};

/// What this start is to do.
std::string mode_of_this_start() {
  std::istringstream list(std::getenv("GST_MOOD_FAKE"));
  std::vector<std::string> modes;
  for (std::string mode; std::getline(list, mode, ',');) modes.push_back(mode);
  const UniqueFd counter(open(std::getenv("GST_MOOD_FAKE_STARTS"),
                              O_WRONLY | O_CREAT | O_APPEND, 0600));
  struct stat status {};
  fstat(counter.get(), &status);
  if (write(counter.get(), "x", 1) != 1) return "exit";
  const auto start = static_cast<size_t>(status.st_size);
  return modes[std::min(start, modes.size() - 1)];
}

}  // namespace

int main() {
  // Without farewells: a leak checker that traces this process while it is
  // killed would keep its parent from reaping it.
  _exit(FakeHelper(mode_of_this_start()).run());
}
