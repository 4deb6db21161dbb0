/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <vector>

namespace mood::test {

/// The golden signals "edm_build_drop_…": at 128 BPM, a build of noise, rising
/// tone and a snare roll that gets denser, half a beat of silence, then a drop
/// with saw bass, kick and hat. See golden_signal().
std::vector<float> golden_build_drop(double rate_hz, double seconds);

}  // namespace mood::test
