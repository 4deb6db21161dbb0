/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

#include "peerresult.h"

namespace mood::accuracy {

/// Rate of what aubio_peer() listens to.
inline constexpr int kAubioRate_hz = 44100;

/// aubio's causal beat tracker with the window and hop of its own tool
/// (1024, 512): its beats, and its tempo at the end.
PeerResult aubio_peer(std::span<const float> samples);

}  // namespace mood::accuracy
