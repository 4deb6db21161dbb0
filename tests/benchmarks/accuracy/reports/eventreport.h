/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How well drops and builds are recognised on clips whose drops are labelled,
/// by the moment at which they were told: F-measure of drops within 3 s, and
/// of those that are told from 0.25 s before to one beat after the label; false
/// ones a minute; how many beats after the label (median and most, of those
/// within 3 s); the share of builds that are recognised while they last, by
/// their section or their event. And how many events a minute are told on every
/// set: where no drop is labelled, all drops are false.
/// @param analysis goes into the names of the tables.
Report event_report(std::span<const HeardClip> clips,
                    const std::string& analysis);

}  // namespace mood::accuracy
