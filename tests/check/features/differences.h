/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string>

#include "windowresult.h"

namespace mood::features {

/// Where two results are farther apart than @p tolerance, absolute for values
/// below 1 and relative above: one line for each value, empty if nowhere.
/// Values that count something (key, tempo, tuning, frames) have to be equal.
std::string differences(const WindowResult& found, const WindowResult& wanted,
                        double tolerance = 0);

/// The value of a FeatureSet that is NaN or infinite, or outside of the range
/// that its field may have, one line for each; empty if there is none.
std::string impossible_values(const FeatureSet& features);

}  // namespace mood::features
