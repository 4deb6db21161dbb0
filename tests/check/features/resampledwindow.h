/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <string>

#include "goldenfigures.h"

namespace mood::features {

/// Resamples @p samples, at window.rate_hz, in the way that the kind of
/// @p reference names and analyses them.
/// @return deviations() from the reference.
std::string resampled_deviations(std::span<const float> samples,
                                 const test::GoldenCase& window,
                                 const test::GoldenReference& reference);

}  // namespace mood::features
