/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

namespace mood {

/// How well pitch classes fit the major and minor keys' profiles of Albrecht &
/// Shanahan 2013.
struct Tonality {
  double best = 0;       ///< highest correlation of the 24 keys, -1..1
  double clarity = 0;    ///< that less the second highest, 0..1
  double majorness = 0;  ///< best major less best minor, -2..2
};

/// @p classes from C, in any unit.
Tonality tonality(const std::array<double, 12>& classes);

}  // namespace mood
