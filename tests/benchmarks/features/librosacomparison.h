/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <vector>

#include "series.h"
#include "table.h"
#include "wavfolder.h"

namespace mood::bench {

/// The same windows through librosa (librosa_features.py) and through this, in
/// turns of a window each: what both take, and how far the results are apart.
/// Python is the environment's GST_MOOD_PYTHON, else "python3".
/// @return nothing, and a line on standard output, if there is no librosa.
std::vector<Table> compare_with_librosa(const Effort& effort,
                                        const WavFolder& folder);

}  // namespace mood::bench
