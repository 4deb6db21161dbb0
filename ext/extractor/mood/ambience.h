/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mood/songtraits.h"

namespace mood {

/// How far music is nothing but sustained sound, 0..1: hardly an onset, slow
/// change of the spectrum, no attacks. Pads and drones are; of orchestras only
/// the calmest; nothing with a beat is.
double ambience_of(const SongTraits& traits);

}  // namespace mood
