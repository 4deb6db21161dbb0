/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

#include "featureset.h"

namespace mood::features {

struct Key {
  size_t tonic = 0;  ///< index into kPitchClassNames
  Mode mode = Mode::kMinor;
  double correlation = 0;  ///< Pearson's, -1..1
};

/// Group "key": the major or minor key whose profile (probe-tone ratings of
/// Krumhansl and Kessler, 1982) correlates best with @p chroma, 12 means from
/// C. C minor with correlation 0 where all 12 are equal, as in silence.
Key estimate_key(std::span<const double> chroma);

}  // namespace mood::features
