/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"
#include "table.h"

namespace mood::bench {

/// What a second of audio costs, by window and analysis interval: with what
/// windows have in common taken over from one to the next, as the helper does
/// it, and with every window computed anew.
Table interval_cost(const Effort& effort);

}  // namespace mood::bench
