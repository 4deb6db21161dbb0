/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

namespace mood::bench {

/// Lengths of the windows that are measured, seconds.
inline constexpr double kWindows_s[] = {3, 8, 30};

/// 68 s of the tests' tune, mono: from amid its build to its end, so that
/// every window has notes, drums and noise. Made once for each rate.
std::span<const float> music(double rate_hz);

/// The first @p window_s seconds of music().
inline std::span<const float> window_of_music(double rate_hz, double window_s) {
  return music(rate_hz).first(size_t(rate_hz * window_s));
}

}  // namespace mood::bench
