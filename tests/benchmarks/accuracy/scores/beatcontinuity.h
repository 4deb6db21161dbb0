/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>

namespace mood::accuracy {

/// Shares of beats that are right while the beats around are, 0..1.
struct BeatContinuity {
  double correct = 0;  ///< CMLt: at the labelled metrical level
  double any = 0;      ///< AMLt: also off the beat, at half or double tempo
};

/// mir_eval 0.7's beat.continuity: a beat is right if it is nearer to a label
/// than 17.5 % of the label's interval, and its own interval differs from that
/// by less. Both in order; 0 with fewer than two of either.
/// Hainsworth, "Techniques for the automated analysis of musical audio", 2004;
/// Klapuri, Eronen and Astola, IEEE TASLP 14 (2006).
BeatContinuity beat_continuity(std::span<const double> reference_s,
                               std::span<const double> estimate_s);

}  // namespace mood::accuracy
