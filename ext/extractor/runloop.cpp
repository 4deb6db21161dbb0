/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runloop.h"

#include <poll.h>

#include <cerrno>
#include <utility>

#include "wakeup.h"

namespace mood {
namespace {

using ipc::SocketStatus;

// While audio flows the helper looks for it by the clock, for a wake-up costs
// the streaming thread more than all the rest it does; after half a second
// without any it asks to be woken again.
constexpr int kLookPeriod_ms = 10;
constexpr int kLooks = 50;

/// Waits for room when the element is slow to read: only this side may wait.
class SocketSink : public PacketSink {
 public:
  explicit SocketSink(const ipc::PacketSocket& socket) : socket_(socket) {}
  bool deliver(std::span<const std::byte> packet) override {
    for (;;) {
      const auto status = socket_.send_bytes(packet, -1);
      if (status != SocketStatus::kEmpty) return status == SocketStatus::kOk;
      socket_.wait_writable(-1);
    }
  }

 private:
  const ipc::PacketSocket& socket_;
};

/// Takes all packets that wait. kEmpty = go on; else why the session is over.
SocketStatus take_packets(const ipc::PacketSocket& socket, Session& session,
                          ipc::Wakeup& wakeup) {
  ipc::PacketBuffer packet;
  for (;;) {
    const auto status = socket.receive(packet);
    if (status != SocketStatus::kOk) return status;
    if (packet.type() == ipc::PacketType::kHello && packet.fd)
      wakeup = ipc::Wakeup(std::move(packet.fd));
    if (!session.handle(packet)) return SocketStatus::kBroken;
  }
}

}  // namespace

bool run_loop(ipc::PacketSocket socket, Session::Placement placement) {
  SocketSink sink(socket);
  Session session(sink, placement);
  ipc::Wakeup wakeup;
  int looks_left = 0;
  for (;;) {
    pollfd pollers[2] = {{socket.fd(), POLLIN, 0}, {wakeup.fd(), POLLIN, 0}};
    const bool unfinished = session.unfinished();
    const int patience_ms = unfinished       ? 0
                            : looks_left > 0 ? kLookPeriod_ms
                                             : -1;
    if (poll(pollers, 2, patience_ms) < 0 && errno != EINTR) return false;
    if (pollers[0].revents) {
      const auto status = take_packets(socket, session, wakeup);
      if (status != SocketStatus::kEmpty)
        return status == SocketStatus::kClosed;
    }
    const bool woken = pollers[1].revents & POLLIN;
    // A stream of packets must not keep it from looking.
    if (!woken && !unfinished && looks_left == 0) continue;
    if (woken) wakeup.clear();
    if (!session.service()) return true;
    looks_left = woken || session.busy() || session.unfinished()
                     ? kLooks
                     : looks_left - 1;
    if (looks_left == 0 && !session.announce_idle()) return true;
  }
}

}  // namespace mood
