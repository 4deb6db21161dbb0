/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "heardclip.h"

/// What a clip's messages come to. Only messages with sound count, that is
/// neither silence nor unknown.
namespace mood::accuracy {

/// What a model may take to settle: left out of means and percentiles.
inline constexpr double kSettling_s = 3;

/// Messages with sound that begin kSettling_s after the first message or
/// later; of a clip that is too short for it, all with sound.
std::vector<const MoodRecord*> settled_moods(const ClipRecord& record);

/// The last message with sound; nothing without one.
const MoodRecord* last_mood(const ClipRecord& record);

/// Whether the clip is at least @p seconds long.
bool lasts(const ClipRecord& record, double seconds);

/// The last message with sound of the clip's first @p seconds; nothing if the
/// clip is shorter.
const MoodRecord* mood_at(const ClipRecord& record, double seconds);

/// How long the clip is, in minutes.
double minutes(const ClipRecord& record);

/// Energy and valence of a message, 0..1, on the labels' scale.
Affect affect_of(const Metrics& metrics);

/// What the last message says.
std::optional<Affect> last_affect(const ClipRecord& record);
/// The mean of the settled messages.
std::optional<Affect> mean_affect(const ClipRecord& record);

/// The clips of each set that @p wanted takes.
std::map<std::string, std::vector<const HeardClip*>> by_set(
    std::span<const HeardClip> clips,
    const std::function<bool(const HeardClip&)>& wanted);

/// The artist of each clip.
std::vector<std::string> artists_of(std::span<const HeardClip* const> clips);

}  // namespace mood::accuracy
