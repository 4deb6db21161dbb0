/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mood {

/// What happened in the structure of a song.
enum class StructureEvent : uint8_t {
  kNone,
  kBeatDrop,
  kBuildStart,
  kClimax,
  kBreakdownStart,
  kEnergyRise,
  kEnergyFall,
  kSilence,
};
inline constexpr std::array<std::string_view, 8> kStructureEventNames = {
    "none",        "beat-drop",   "build-start", "climax", "breakdown-start",
    "energy-rise", "energy-fall", "silence"};

/// The event's name, or "none" for a value outside the enumeration.
std::string_view to_string(StructureEvent event);
/// The event called @p name, or nothing.
std::optional<StructureEvent> structure_event_from_string(
    std::string_view name);

}  // namespace mood
