/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "supervisor.h"

#include <poll.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace mood {

using namespace std::chrono_literals;
using ipc::PacketType;
using ipc::SocketStatus;

namespace {

/// A helper gets this long to leave by itself once its socket is closed.
constexpr auto kGrace = 200ms;
/// From this many failures in a row on, nobody waits for results any more.
constexpr unsigned kHopelessFailures = 3;
/// Packets taken before orders and deadlines get their turn again.
constexpr unsigned kPacketsPerTurn = 256;
constexpr char kNeverReady[] =
    "it ended before it was ready; does 'mood-extractor --version' run?";
constexpr char kDeaf[] = "it does not read its socket";

std::string seconds(std::chrono::nanoseconds duration) {
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  return std::to_string(ms / 1000) + "." + std::to_string(ms % 1000 / 100) +
         " s";
}

}  // namespace

Supervisor::Supervisor(ExtractorClient& client)
    : client_(client),
      helper_(std::move(client.parameters_.helper)),
      now_(Clock::now()),
      launch_at_(now_),
      work_(client.listener_, client.board_),
      health_(client.parameters_.timeout, client.parameters_.health_interval) {}

void Supervisor::run() {
  while (obey()) {
    now_ = Clock::now();
    if (phase_ == Phase::kDown && now_ >= launch_at_) launch();
    check_health();
    wait();
    now_ = Clock::now();
    if (phase_ != Phase::kDown) receive();
  }
  socket_ = ipc::PacketSocket();
  helper_->finish(kGrace);
  client_.parameters_.helper = std::move(helper_);
}

bool Supervisor::obey() {
  auto orders = client_.take_orders();
  if (orders.stop) return false;
  now_ = Clock::now();
  if (orders.fall_back) {
    socket_ = ipc::PacketSocket();
    phase_ = Phase::kDown;
    use_fallback(*orders.fall_back);
  }
  if (orders.assignment) {
    work_.assign(std::move(*orders.assignment));
    health_.set_allowance(work_.allowance());
    health_.note_progress(now_);
    if (phase_ == Phase::kUp && !send_assignment()) lose(kDeaf);
  }
  if (orders.settings && work_.assigned()) {
    work_.set_settings(*orders.settings);
    auto packet = ipc::make_packet<ipc::SettingsPacket>(PacketType::kSettings);
    packet.settings = *orders.settings;
    if (phase_ == Phase::kUp && socket_.send(packet) == SocketStatus::kEmpty)
      lose(kDeaf);
  }
  return true;
}

void Supervisor::wait() {
  pollfd pollers[2] = {{client_.control_.fd(), POLLIN, 0},
                       {socket_.fd(), POLLIN, 0}};
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(
      next_deadline() - Clock::now());
  const auto timeout = std::clamp(left, 0ms, 60000ms);
  poll(pollers, 2, static_cast<int>(timeout.count()));
}

Supervisor::Time Supervisor::next_deadline() const {
  switch (phase_) {
    case Phase::kDown:
      return launch_at_;
    case Phase::kHandshake:
      return phase_since_ + client_.parameters_.timeout;
    case Phase::kUp:
      break;
  }
  return health_.next_check(now_);
}

void Supervisor::launch() {
  auto [ours, theirs] = ipc::PacketSocket::create_pair();
  std::string error;
  if (!ours) {
    fail_start("no socket: too many open files?");
    return;
  }
  if (!helper_->start(std::move(theirs), error)) {
    fail_start("cannot start the helper: " + error);
    return;
  }
  socket_ = std::move(ours);
  phase_ = Phase::kHandshake;
  phase_since_ = now_;
  const auto hello = ipc::make_packet<ipc::HelloPacket>(PacketType::kHello);
  if (socket_.send(hello, client_.work_.fd()) != SocketStatus::kOk)
    fail_start(kNeverReady);
}

void Supervisor::receive() {
  ipc::PacketBuffer packet;
  for (unsigned i = 0; i < kPacketsPerTurn && phase_ != Phase::kDown; ++i) {
    switch (socket_.receive(packet)) {
      case SocketStatus::kEmpty:
        return;
      case SocketStatus::kOk:
        health_.note_heard(now_);
        handle(packet);
        break;
      case SocketStatus::kClosed:
        if (phase_ == Phase::kHandshake)
          fail_start(kNeverReady);
        else
          lose("it ended unexpectedly");
        return;
      case SocketStatus::kBroken:
        if (phase_ == Phase::kHandshake)
          fail_start("it does not speak this protocol");
        else
          lose("it sent a packet that breaks the protocol");
        return;
    }
  }
}

void Supervisor::handle(ipc::PacketBuffer& packet) {
  if (const auto* welcome = packet.as<ipc::WelcomePacket>(PacketType::kWelcome);
      welcome && phase_ == Phase::kHandshake) {
    handle_welcome(*welcome);
  } else if (phase_ != Phase::kUp) {
    fail_start("it does not speak this protocol");
  } else if (const auto* pong = packet.as<ipc::PongPacket>(PacketType::kPong)) {
    health_.note_pong();
    work_.note_changed_to(pong->serial);
  } else if (packet.as<ipc::IdlePacket>(PacketType::kIdle)) {
    note_idle();
  } else if (const auto* error =
                 packet.as<ipc::ErrorPacket>(PacketType::kError)) {
    lose("it reports: " +
         std::string(error->text, strnlen(error->text, sizeof(error->text))));
  } else {
    handle_result(packet);
  }
}

void Supervisor::handle_result(const ipc::PacketBuffer& packet) {
  const auto receipt = work_.receive(packet);
  if (receipt == WorkRecord::Receipt::kProgress) health_.note_progress(now_);
  if (receipt == WorkRecord::Receipt::kHostile)
    lose("it sent impossible results");
  if (receipt == WorkRecord::Receipt::kNoResult)
    lose("it sent a packet that breaks the protocol");
}

void Supervisor::handle_welcome(const ipc::WelcomePacket& packet) {
  if (packet.version != ipc::kProtocolVersion) {
    fail_start("the helper speaks protocol " + std::to_string(packet.version) +
               ", this element " + std::to_string(ipc::kProtocolVersion) +
               "; install plugin and helper of the same version");
    return;
  }
  phase_ = Phase::kUp;
  note_idle();
  health_.restart(now_);
  policy_.note_up(now_);
  if (work_.assigned() && !send_assignment()) {
    lose(kDeaf);
    return;
  }
  client_.board_.set_hopeless(false);
  report(starts_++ == 0 ? Kind::kStarted : Kind::kRestarted, "", false);
}

void Supervisor::note_idle() {
  client_.helper_idle_.store(true, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (work_.has_pending_audio()) client_.notify(true);
}

bool Supervisor::send_assignment() {
  const auto packet = work_.make_order();
  // A helper that is gone already is noticed where its last words are read.
  if (socket_.send(packet, work_.region().fd()) == SocketStatus::kEmpty)
    return false;
  // The answer tells that it has let go of the memory before.
  return !work_.keeps_memory() || ping(packet.configuration);
}

bool Supervisor::ping(uint64_t serial) {
  auto packet = ipc::make_packet<ipc::PingPacket>(PacketType::kPing);
  packet.serial = serial;
  return socket_.send(packet) != SocketStatus::kEmpty;
}

void Supervisor::check_health() {
  const std::string timeout = seconds(client_.parameters_.timeout);
  if (phase_ == Phase::kHandshake &&
      now_ - phase_since_ >= client_.parameters_.timeout)
    fail_start("it was not ready within " + timeout);
  if (phase_ != Phase::kUp) return;
  switch (health_.check(now_, work_.has_pending_audio())) {
    case HealthMonitor::Verdict::kFine:
      break;
    case HealthMonitor::Verdict::kHung:
      lose("it made no progress for " + timeout);
      break;
    case HealthMonitor::Verdict::kPingIt:
      if (!ping()) lose(kDeaf);
      break;
  }
}

void Supervisor::lose(const std::string& reason) {
  socket_ = ipc::PacketSocket();
  phase_ = Phase::kDown;
  launch_at_ = policy_.note_failure(now_);
  report(Kind::kLost, reason, policy_.failures() == 1);
  end_helper();
  if (policy_.failures() >= kHopelessFailures)
    client_.board_.set_hopeless(true);
  if (policy_.failures() == kHopelessFailures)
    report(Kind::kDegraded, "no analysis: " + reason, false);
}

void Supervisor::end_helper() {
  helper_->finish(0ms);
  work_.note_helper_ended();
}

void Supervisor::fail_start(const std::string& reason) {
  // One that worked before will work again; a thread would share its crashes.
  if (starts_ == 0 && !client_.in_process() && client_.fall_back(reason)) {
    socket_ = ipc::PacketSocket();
    end_helper();
    phase_ = Phase::kDown;
    launch_at_ = now_ + 1h;  // until the order to fall back is obeyed
    return;
  }
  lose(reason);
}

bool Supervisor::use_fallback(const std::string& reason) {
  std::string error;
  auto fallback = client_.parameters_.make_fallback(error);
  end_helper();
  launch_at_ = now_;
  if (!fallback) {
    report(Kind::kDegraded, reason + "; " + error, true);
    client_.board_.set_hopeless(true);
    launch_at_ = now_ + 1h;
    return false;
  }
  helper_ = std::move(fallback);
  report(Kind::kDegraded,
         reason + "; the analysis runs in a thread of this process instead",
         true);
  return true;
}

void Supervisor::report(Kind kind, const std::string& reason, bool warn) {
  ExtractorStatus status;
  status.kind = kind;
  status.backend = helper_->kind();
  status.pid = helper_->pid();
  status.restarts = starts_ > 0 ? starts_ - 1 : 0;
  status.reason = reason;
  status.warn = warn;
  client_.listener_.on_status(status);
}

}  // namespace mood
