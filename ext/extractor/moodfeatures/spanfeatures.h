/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "moodfeatures/blocksums.h"

namespace mood {

/// The mood model's input: level-free statistics of a span of music, from
/// half a second up. In order of span_feature_names().
///
/// For most values of HopFeatures and ToneFeatures: `.m` mean, `.s` standard
/// deviation, `.d` root mean square change from frame to frame, `.b` deviation
/// of the half seconds' means. Modulation and pace powers: logarithms. Then
/// what follows from the sums as a whole: key and intervals of the summed
/// pitch classes, spread in the tonnetz, periodicity of the onset strength,
/// relative modulation, spikiness. All finite.
void compute_span_features(const BlockSums& sums, std::span<float> features);

/// One name per feature.
const std::vector<std::string>& span_feature_names();

/// 64-bit FNV-1a of the names, a line each: tells whether weights were trained
/// on these features in this order.
uint64_t span_feature_layout();

}  // namespace mood
