/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"
#include "table.h"
#include "wavfolder.h"

namespace mood::bench {

/// From the start of `mood-extractor --features` to its end, beside starting
/// and reaping /bin/true; and the most memory that was resident meanwhile. The
/// program is the one that GST_MOOD_EXTRACTOR names.
Table tool_cost(const Effort& effort, const WavFolder& folder);
/// The most memory that was resident in moodanalyzer's helper when it had
/// analysed a window's length and five seconds of 44.1 kHz stereo, by window.
Table helper_memory();

}  // namespace mood::bench
