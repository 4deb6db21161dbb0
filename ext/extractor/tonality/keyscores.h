/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "tonality/keyweights.h"
#include "tonality/tunedchroma.h"

namespace mood {

inline constexpr size_t kKeyCount = 24;
/// A number for each key: C major to B major, then C minor to B minor.
using KeyScores = std::array<double, kKeyCount>;

/// How well @p chroma fits each key: its deviation from an even distribution,
/// in units of @p unit (> 0), weighted by the two profiles turned to each of
/// the twelve tonics. Zeros for a chroma of zeros.
KeyScores key_scores(const ChromaFrame& chroma, double unit,
                     const KeyWeights& weights);

}  // namespace mood
