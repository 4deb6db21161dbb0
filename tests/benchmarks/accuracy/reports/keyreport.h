/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

#include "heardclip.h"
#include "report.h"

namespace mood::accuracy {

/// How often the key of a clip's last message with sound is the labelled one,
/// and MIREX's weighted score; the share of clips without a key, how often it
/// changes, and how often it is right after 3, 6, 10 and 20 s. For each set.
/// @param analysis goes into the names of the tables.
Report key_report(std::span<const HeardClip> clips,
                  const std::string& analysis);

}  // namespace mood::accuracy
