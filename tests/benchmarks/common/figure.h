/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <limits>

namespace mood::bench {

/// A number that was measured, and between what it lies with 95 %. What could
/// not be measured is not a number.
struct Figure {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace mood::bench
