/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

namespace mood::features {

/// Group "zero crossings": how often the signal changes its sign, per sample,
/// 0..1, mean over the frames: numpy.mean of
/// librosa.feature.zero_crossing_rate of librosa 0.11. Samples within 1e-10 of
/// zero count as positive.
double zero_crossing_rate(std::span<const float> samples);

}  // namespace mood::features
