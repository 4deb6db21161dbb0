/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

#include "labelledclip.h"
#include "report.h"

namespace mood::accuracy {

/// What aubio (live) and, where it is installed, librosa (in hindsight) say of
/// the tempo, beats and key of the same clips, with the figures of our own
/// reports: for each set that has such labels.
/// @param jobs clips at a time.
Report peer_report(std::span<const LabelledClip> clips, unsigned jobs);

}  // namespace mood::accuracy
