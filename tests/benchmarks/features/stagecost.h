/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"
#include "table.h"

namespace mood::bench {

/// CPU time of each stage in a window of which everything is computed, by
/// length and instruction set, and of resampling before.
Table stage_cost(const Effort& effort);
/// CPU time of making the filters that hang on the music's tuning: only
/// windows with another tuning than the one before pay it.
Table retuning_cost(const Effort& effort);

}  // namespace mood::bench
