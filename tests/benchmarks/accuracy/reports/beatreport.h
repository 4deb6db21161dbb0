/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// mir_eval leaves out so much of the start.
inline constexpr double kBeatsFrom_s = 5;

/// How well beats agree with labels, as they were posted: by the running time
/// that they told, and never taken back. From kBeatsFrom_s on: F-measure
/// within 70 ms, continuity, median error of those that match; the share told
/// in time, that is, not before a mood of audio after them; the share that
/// has a place in the bar, and how often "first" is a labelled downbeat, and
/// the other way round (pairs within 70 ms). For each set.
/// @param analysis goes into the names of the tables.
Report beat_report(std::span<const HeardClip> clips,
                   const std::string& analysis);

}  // namespace mood::accuracy
