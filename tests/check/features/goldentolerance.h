/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <string_view>

#include "goldenfigures.h"

namespace mood::features {

/// By how much value @p index of @p field may differ from @p wanted, which the
/// reference has. Values that count something are exact, others have a
/// tolerance of their own, wider where librosa itself is sensitive to the last
/// bit of the input and where a resampler's stopband is concerned.
double golden_tolerance(const test::GoldenCase& window,
                        const test::GoldenReference& reference,
                        std::string_view field, size_t index, double wanted);

}  // namespace mood::features
