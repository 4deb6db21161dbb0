/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"
#include "table.h"

namespace mood::bench {

/// CPU time of whole windows that have nothing in common, by length, input and
/// instruction set.
Table window_cost(const Effort& effort);

}  // namespace mood::bench
