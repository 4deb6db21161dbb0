/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reactions.h"

#include <algorithm>
#include <array>

#include "timespan.h"

namespace mood {
namespace {

// Looks from LedFx; the hold times are ours, because there a reaction stayed
// until the mood changed.
constexpr std::array<Reaction, 5> kReactions = {{
    {.event = StructureEvent::kBeatDrop,
     .gradient = "Plasma",
     .speed = 5,
     .blur = std::nullopt,
     .brightness = 1,
     .transition_ms = 100,
     .hold_ns = 4 * kSecond_ns,
     .flash = true},
    {.event = StructureEvent::kBuildStart,
     .gradient = "Sunset",
     .speed = 3,
     .blur = std::nullopt,
     .brightness = std::nullopt,
     .transition_ms = 1500,
     .hold_ns = 6 * kSecond_ns,
     .flash = false},
    {.event = StructureEvent::kClimax,
     .gradient = "Rainbow",
     .speed = 6,
     .blur = std::nullopt,
     .brightness = 1,
     .transition_ms = 300,
     .hold_ns = 5 * kSecond_ns,
     .flash = false},
    {.event = StructureEvent::kBreakdownStart,
     .gradient = "",
     .speed = 1,
     .blur = 3,
     .brightness = 0.6,
     .transition_ms = 2000,
     .hold_ns = 6 * kSecond_ns,
     .flash = false},
    {.event = StructureEvent::kSilence,
     .gradient = "Ocean",
     .speed = 0.5,
     .blur = std::nullopt,
     .brightness = 0.3,
     .transition_ms = 1500,
     .hold_ns = 4 * kSecond_ns,
     .flash = false},
}};

}  // namespace

Look Reaction::over(Look look) const {
  if (!gradient.empty()) look.gradient = gradient;
  look.speed = speed.value_or(look.speed);
  look.blur = blur.value_or(look.blur);
  look.brightness = brightness.value_or(look.brightness);
  return look;
}

const Reaction* find_reaction(StructureEvent event) {
  const auto found = std::find_if(
      kReactions.begin(), kReactions.end(),
      [event](const Reaction& reaction) { return reaction.event == event; });
  return found == kReactions.end() ? nullptr : &*found;
}

}  // namespace mood
