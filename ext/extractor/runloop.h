/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packetsocket.h"
#include "session.h"

namespace mood {

/// Serves the element behind @p socket until it closes its end.
/// @return false when the session ended for any other reason.
bool run_loop(ipc::PacketSocket socket, Session::Placement placement);

}  // namespace mood
