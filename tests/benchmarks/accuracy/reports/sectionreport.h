/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How well changes of section agree with labelled boundaries (F-measure
/// within 3 s and 0.5 s): by the moment at which they were told, and by the
/// moment that they name, which is hindsight. The ends of a clip, and labels
/// beyond its end, do not count. For each set.
/// @param analysis goes into the names of the tables.
Report section_report(std::span<const HeardClip> clips,
                      const std::string& analysis);

}  // namespace mood::accuracy
