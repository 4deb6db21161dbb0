/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How well energy and valence agree with the labels, for each set: by the
/// last message of each clip, and by the mean of those after kSettling_s. The
/// estimates are 2x - 1 of energy and valence. Correlations take the labels as
/// they are; where those are only +-.5, that is point-biserial correlation.
/// Clips without a message with sound are left out.
/// @param analysis goes into the names of the tables.
Report mood_report(std::span<const HeardClip> clips,
                   const std::string& analysis);

}  // namespace mood::accuracy
