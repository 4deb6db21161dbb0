/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "featureset.h"

namespace mood {

/// Whether every number of @p features is one that the analysis of some audio
/// could give: finite, key and mode named, shares and frequencies within their
/// ranges, the rest within generous bounds.
bool in_range(const FeatureSet& features);

}  // namespace mood
