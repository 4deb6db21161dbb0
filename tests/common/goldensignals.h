/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string_view>
#include <vector>

namespace mood::test {

/// One of the signals that the figures in tests/files/golden belong to, mono
/// at @p rate_hz (a whole number). Each sample is a formula in double
/// precision, rounded to float once at the end, so that the signal is the same
/// to the bit wherever sin, exp and pow are correctly rounded and never more
/// than an ulp off elsewhere. The seconds are part of the name ("_8s"), 3 by
/// default.
/// @throws std::invalid_argument if there is no signal of that name.
std::vector<float> golden_signal(std::string_view name, double rate_hz);

}  // namespace mood::test
