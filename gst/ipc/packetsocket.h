/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "protocol.h"
#include "uniquefd.h"

namespace mood::ipc {

enum class SocketStatus {
  kOk,
  kEmpty,   ///< nothing to receive now, or no room to send now
  kClosed,  ///< the peer is gone
  kBroken,  ///< the peer broke the protocol: oversized, or several descriptors
};

/// A received packet, in memory fit for any packet structure.
struct PacketBuffer {
  alignas(8) std::byte bytes[kMaximumPacketSize];
  size_t size = 0;
  UniqueFd fd;  ///< what rode along, if anything

  /// The packet's type, if the header is sound.
  std::optional<PacketType> type() const;
  /// The packet as @p Packet, or nullptr unless type and size are exactly so.
  template <typename Packet>
  const Packet* as(PacketType wanted) const {
    if (type() != wanted || size != sizeof(Packet)) return nullptr;
    return reinterpret_cast<const Packet*>(bytes);
  }
};

/// One end of a SOCK_SEQPACKET pair. Close-on-exec; never raises SIGPIPE.
class PacketSocket {
 public:
  /// Two connected ends; both empty (false) when the system refuses.
  static std::pair<PacketSocket, PacketSocket> create_pair();
  PacketSocket() = default;
  explicit PacketSocket(UniqueFd fd) : fd_(std::move(fd)) {}

  explicit operator bool() const { return static_cast<bool>(fd_); }
  int fd() const { return fd_.get(); }
  int release() { return fd_.release(); }

  /// Never blocks. @p attached rides along unless it is -1.
  template <typename Packet>
  SocketStatus send(const Packet& packet, int attached = -1) const {
    return send_bytes(std::as_bytes(std::span(&packet, 1)), attached);
  }
  SocketStatus send_bytes(std::span<const std::byte> bytes, int attached) const;
  /// Never blocks.
  SocketStatus receive(PacketBuffer& packet) const;
  /// Waits until there is room to send, or the peer is gone. @p timeout_ms
  /// -1 = for ever.
  void wait_writable(int timeout_ms) const;

 private:
  UniqueFd fd_;
};

}  // namespace mood::ipc
