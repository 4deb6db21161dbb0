/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "structure/blockhistory.h"

namespace mood {

/// What a passage sounds like on average.
struct Portrait {
  std::array<double, HopSound::kBands> shape_db = {};  ///< their mean is 0
  std::array<double, HopSound::kClasses> chroma = {};  ///< their sum is 1, or 0
  double flux = 0;
  double level_db = 0;
  double bass_db = 0;    ///< below 150 Hz, against everything
  double treble_db = 0;  ///< above 2 kHz, against 150 Hz to 2 kHz
  double blocks = 0;     ///< how many it describes

  /// Of @p blocks blocks, at least one, the last one @p newest blocks ago.
  static Portrait of(const BlockHistory& history, size_t newest, size_t blocks);
  /// How hard the music presses, in dB; to compare passages of one song with.
  double energy_db() const;
  /// Takes in @p other; both count for the blocks they describe, the present
  /// one for no more than 160 (30 s).
  void blend(const Portrait& other);
};

/// How unlike two passages sound, in dB per band: timbre, and, where both have
/// lasted for a chord or two, harmony.
double distance_db(const Portrait& a, const Portrait& b);

}  // namespace mood
