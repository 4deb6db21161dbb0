/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/ambience.h"

#include <algorithm>
#include <array>

#include "mood/traitrange.h"

namespace mood {
namespace {

// Set between synthetic pads and drones and excerpts of calm orchestral music.
constexpr std::array<TraitRange, 3> kSustained = {{
    at_most(&SongTraits::onset_rate_hz, 0.35, 0.8),
    at_most(&SongTraits::flux, 0.17, 0.23),
    at_most(&SongTraits::treble_rise_db, 0.45, 0.63),
}};

}  // namespace

double ambience_of(const SongTraits& traits) {
  double least = 1;
  for (const TraitRange& range : kSustained)
    least = std::min(least, range.membership(traits));
  return least;
}

}  // namespace mood
