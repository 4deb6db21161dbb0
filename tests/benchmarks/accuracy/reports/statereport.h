/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How calm states and categories are on clips of one mood (those of
/// mood.csv), for each set: changes a minute from the first message with sound
/// on, the share of each state, and Spearman's correlation of labelled arousal
/// with the mean place of a clip's settled states in the order of kStateNames
/// (ambient lowest, intense highest).
/// @param analysis goes into the names of the tables.
Report state_report(std::span<const HeardClip> clips,
                    const std::string& analysis);

}  // namespace mood::accuracy
