/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <span>

#include "moodfeatures/melbands.h"

namespace mood {

/// Shape of the spectrum over log2 frequency, weighted with the mel bands'
/// magnitudes (root of power, per octave): hearing's scale in both directions
/// is nearer to it than Hz and power. Level free.
struct LogShape {
  float centroid_octaves = 0;  ///< log2 of Hz, 6..13
  float spread_octaves = 0;    ///< deviation around the centroid, 0..3
  float skew = 0;              ///< third standardised moment, -3..3
  float rolloff_octaves = 0;   ///< 85 % of the weight lies below, log2 of Hz
  float bass_share = 0;        ///< of the power, the part below 150 Hz, 0..1
  float treble_share = 0;      ///< of the power, the part above 3 kHz, 0..1
};

/// Measures it; no state.
class LogShapeMeter {
 public:
  explicit LogShapeMeter(const MelBands& bands);
  LogShape process(std::span<const float, MelBands::kBands> power) const;

 private:
  size_t bass_end_;
  size_t treble_;
  std::array<double, MelBands::kBands> octaves_;
  std::array<double, MelBands::kBands> width_octaves_;
  std::array<double, MelBands::kBands> width_hz_;
};

}  // namespace mood
