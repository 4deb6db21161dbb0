/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How well drops and builds are recognised on clips whose drops are labelled,
/// by the moment at which they were told: F-measure of drops within 3 s, and
/// of those that are told from 0.25 s before to one beat after the label; how
/// many beats after it (median and most, of those within 3 s); the share of
/// builds that are recognised before they end. And how many events a minute
/// are told on every set, of which the drops are false where none is labelled.
/// @param analysis goes into the names of the tables.
Report event_report(std::span<const HeardClip> clips,
                    const std::string& analysis);

}  // namespace mood::accuracy
