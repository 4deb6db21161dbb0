/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "epochbook.h"
#include "extractor.h"
#include "metrics.h"

/// The structures that travel as element messages and as events. Each
/// function returns a new structure that the caller owns.
namespace mood {

/// `mood` over the interval at @p times. @p advanced: with the fields of
/// the key, the genre and the section.
GstStructure *
structure_from_mood (const MoodFrame &mood, const ResultTimes &times,
                     bool changed, bool advanced);
/// `mood` with state unknown: what a sticky event says when nothing is known
/// of the new stream yet. @p advanced as above.
GstStructure *
structure_from_nothing (bool advanced);
/// `mood-beat` at @p times; @p next_beat is a running time or
/// GST_CLOCK_TIME_NONE.
GstStructure *
structure_from_beat (const ipc::BeatPacket &beat, const ResultTimes &times,
                     GstClockTime next_beat);
/// `mood-section` at @p times, from when it happened to when it was found.
GstStructure *
structure_from_section (const ipc::SectionPacket &packet,
                        const ResultTimes &times);
/// `mood-features` of the window at @p times.
GstStructure *
structure_from_features (const ipc::FeaturesPacket &packet,
                         const ResultTimes &times);
/// `mood-extractor`.
GstStructure *
structure_from_status (const ExtractorStatus &status);

} // namespace mood
