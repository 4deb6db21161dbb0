/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

namespace mood {

/// What training/train.py fits.
struct KeyWeights {
  /// Evidence of a second of each interval above the tonic, in nepers of the
  /// odds, where that interval is all there is: major, then minor.
  std::array<std::array<float, 12>, 2> profiles{};
  float minor = 0;  ///< evidence of a second of anything for minor
  /// Logistic function of the lead over the second likeliest key, in nepers.
  float confidence_offset = 0;
  float confidence_slope = 0;
};

extern const KeyWeights kKeyWeights;

}  // namespace mood
