/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// So much of the start is left out, as mir_eval does.
inline constexpr double kBeatsFrom_s = 5;

/// How well beats agree with labels, as they were posted: by the running time
/// that they told, and never taken back. From kBeatsFrom_s to the clip's end
/// (labels may go on): F-measure within 70 ms, continuity, median error of
/// those within 70 ms; the share told in time, that is, with no mood message
/// before it that ends later than it (so a beat that is late by less than the
/// analyzer's interval may count); the share that has a place in the bar, how
/// often that is the label's, and of the beats that are the first of a bar by
/// either, how many are by both. For each set.
/// @param analysis goes into the names of the tables.
Report beat_report(std::span<const HeardClip> clips,
                   const std::string& analysis);

}  // namespace mood::accuracy
