/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moodfeatures/blocksums.h"
#include "moodfeatures/featuresink.h"

namespace mood {

/// Features of a span's pitch classes as a whole: `key-*` fit, clarity and
/// majorness (see Tonality) of all classes, of all with the bass' added, and
/// of their square roots; evenness; `sum-interval1`..6 as Harmony's intervals
/// but of the sum; radii of the mean in the tonnetz' circles (fifths, minor
/// and major thirds) and the path walked in it; major less minor triads.
void put_tones(const BlockSums& sums, FeatureSink& sink);

}  // namespace mood
