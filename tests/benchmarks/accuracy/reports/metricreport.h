/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// Percentiles of each metric over the settled messages of all clips, and
/// whether the middle 90 % reach from .2 to .8 or farther (not said of tempo,
/// of which messages without one are left out).
/// @param analysis goes into the names of the tables.
Report metric_report(std::span<const HeardClip> clips,
                     const std::string& analysis);

}  // namespace mood::accuracy
