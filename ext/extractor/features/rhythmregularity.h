/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace mood::features {

/// Group "rhythm regularity" as LedFx (PR #1639) defines it, both 0..1 and 0.5
/// where there are fewer than two beats.
struct RhythmRegularity {
  /// 1 - standard deviation / mean of the beat intervals.
  double regularity = 0.5;
  /// 1 - relative distance of the mean interval from the tempo's.
  double stability = 0.5;
};

/// @param beat_frames ascending.  @param period frames per beat, > 0.
RhythmRegularity rhythm_regularity(std::span<const uint32_t> beat_frames,
                                   size_t period);

}  // namespace mood::features
