/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmath>

namespace mood {

/// A power (or ratio of powers) in dB; 0 gives -200.
inline double decibels(double power) { return 10 * std::log10(power + 1e-20); }

}  // namespace mood
