/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

namespace mood {

/// Where a session's packets go: a socket, or a function of the host process.
class PacketSink {
 public:
  virtual ~PacketSink() = default;
  /// @return false when the receiver is gone for good.
  virtual bool deliver(std::span<const std::byte> packet) = 0;

  template <typename Packet>
  bool send(const Packet& packet) {
    return deliver(std::as_bytes(std::span(&packet, 1)));
  }
};

}  // namespace mood
