/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "featureset.h"
#include "metrics.h"

namespace mood {

/// The key that a window's features speak for. The reference always names
/// one, in silence C minor; here there is none where the window's level,
/// @p level_db, is below @p silence_threshold_db, where no pitch class stands
/// out (noise, a sweep), or where they fit no key's profile. The confidence is
/// the correlation with the profile, 0..1.
KeyEstimate judge_key(const FeatureSet& features, double level_db,
                      double silence_threshold_db);

}  // namespace mood
