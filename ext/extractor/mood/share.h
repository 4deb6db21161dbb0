/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>

namespace mood {

/// How far @p value has come on the way from @p none to @p full: 0 up to the
/// one, 1 from the other on, linear between.
inline double share(double value, double none, double full) {
  return std::clamp((value - none) / (full - none), 0.0, 1.0);
}

}  // namespace mood
