/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mood/songtraits.h"
#include "rhythm/rhythmtracker.h"

namespace mood {

/// Picks the traits out of the mood model's input. read() performs no
/// allocation.
class TraitReader {
 public:
  TraitReader();

  /// @p features of a span, in order of span_feature_names().
  SongTraits read(std::span<const float> features, const Rhythm& rhythm) const;

 private:
  std::vector<size_t> columns_;
};

}  // namespace mood
