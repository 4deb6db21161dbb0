/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <string>

#include "packetsocket.h"

namespace mood {

/// Something that serves the far end of a packet socket: a process, or a
/// thread of this process.
class Helper {
 public:
  virtual ~Helper() = default;
  /// Takes over @p socket. @return false with a reason on failure.
  virtual bool start(ipc::PacketSocket socket, std::string& error) = 0;
  /// What it is: "process" or "thread".
  virtual const char* kind() const = 0;
  /// Process id; 0 = none of its own, or none running.
  virtual int pid() const = 0;
  /// Ends it after our end of the socket was closed: it may take up to
  /// @p grace to leave by itself, and is killed where that is possible.
  virtual void finish(std::chrono::milliseconds grace) = 0;
};

}  // namespace mood
