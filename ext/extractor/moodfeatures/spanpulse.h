/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "moodfeatures/blocksums.h"
#include "moodfeatures/featuresink.h"

namespace mood {

/// Features of a span's rhythm as a whole: autocorrelation of the onset
/// strength (pulse clarity: its highest value between 0.2 and 1.5 s, and where;
/// the highest in three ranges, the lowest, and the first lags) and of the
/// bass' rises; modulation and pace relative to their sums; centre of the
/// pace; skewness and kurtosis of the onset strength.
void put_pulse(const BlockSums& sums, FeatureSink& sink);

/// Spikiness of the waveform and of its differences, their ratio (treble), and
/// the skewness of the level.
void put_waveform(const BlockSums& sums, FeatureSink& sink);

}  // namespace mood
