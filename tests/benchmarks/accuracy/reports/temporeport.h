/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How often the tempo of a clip's last message with sound is within 4 % of
/// the labelled one (Acc1), or of its double, triple, half or third (Acc2);
/// Acc1 after 5, 10 and 15 s; how often it jumps by more than 4 % after the
/// first 8 s; its mean confidence where it is right and where it is wrong. For
/// each set.
/// @param analysis goes into the names of the tables.
Report tempo_report(std::span<const HeardClip> clips,
                    const std::string& analysis);

}  // namespace mood::accuracy
