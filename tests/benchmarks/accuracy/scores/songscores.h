/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>

#include "labelledclip.h"

namespace mood::accuracy {

/// The key that a message names; nothing for none.
std::optional<KeyLabel> key_from(const std::string& key,
                                 const std::string& mode);

/// MIREX's weighted key score: 1 for the key, .5 a fifth above or below in the
/// same mode, .3 for the relative key, .2 for the parallel one, else 0.
double mirex_key_score(const KeyLabel& label,
                       const std::optional<KeyLabel>& estimate);

/// Within 4 % of the label: Accuracy 1.
/// Gouyon et al., "An experimental comparison of audio tempo induction
/// algorithms", IEEE TASLP 14 (2006).
bool is_tempo_right(double label_bpm, double estimate_bpm);
/// The same of double, triple, half or a third of the label: Accuracy 2.
bool is_tempo_right_but_for_octave(double label_bpm, double estimate_bpm);

}  // namespace mood::accuracy
