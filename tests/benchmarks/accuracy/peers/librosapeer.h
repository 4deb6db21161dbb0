/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <span>

#include "peerresult.h"

namespace mood::accuracy {

/// Rate of what librosa_peer() listens to.
inline constexpr int kLibrosaRate_hz = 22050;

/// librosa's beat_track and a key from chroma_cqt, of all at once: it knows
/// what comes. $GST_MOOD_PYTHON names the Python, or it is python3. Nothing
/// where that has no librosa.
/// @throws std::runtime_error if librosa fails
std::optional<PeerResult> librosa_peer(std::span<const float> samples);

}  // namespace mood::accuracy
