/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstdint>
#include <optional>

#include "moodupdate.h"

/* Reads the structures that moodanalyzer sends.  A field that is missing, of
 * an odd type, out of range or not a number reads as its default: the mapper
 * never sees a value outside the ranges of its input.  A structure without a
 * usable running time counts as of @fallback_ns. */
namespace mood {

/// @p structure as a mood, or nothing if it is not called `mood`.
std::optional<MoodUpdate>
parse_mood (const GstStructure *structure, uint64_t fallback_ns);
/// @p structure as a beat, or nothing if it is not called `mood-beat`.
std::optional<BeatUpdate>
parse_beat (const GstStructure *structure, uint64_t fallback_ns);
/// @p structure as a section, or nothing if it is not called `mood-section`.
std::optional<SectionUpdate>
parse_section (const GstStructure *structure, uint64_t fallback_ns);

} // namespace mood
