/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "featureset.h"

namespace mood {

/// One JSON object with the fields of a `mood-features` message in its order,
/// a line each, numbers with 17 significant digits (enough to read the same
/// double back) whatever the locale. A number that is not finite is null.
/// @param beat_frames,onset_frames indices of feature frames; they become
/// seconds from the window's start.
/// @param analysis_time_ns CPU time spent on the window
std::string features_json(const FeatureSet& features,
                          std::span<const uint32_t> beat_frames,
                          std::span<const uint32_t> onset_frames,
                          uint64_t analysis_time_ns);

}  // namespace mood
