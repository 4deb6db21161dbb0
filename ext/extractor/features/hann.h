/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace mood::features {

/// Periodic Hann window of @p size values, 0..1, as librosa takes it:
/// scipy.signal.get_window("hann", size).
inline std::vector<double> periodic_hann(size_t size) {
  std::vector<double> window(size);
  for (size_t n = 0; n < size; ++n)
    window[n] =
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * double(n) / double(size));
  return window;
}

}  // namespace mood::features
