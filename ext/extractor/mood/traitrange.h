/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <limits>

#include "mood/songtraits.h"

namespace mood {

/// Where a trait has to lie. Between none_below and full_from, and between
/// full_to and none_above, it is met in part.
struct TraitRange {
  double SongTraits::*trait = nullptr;  ///< nullptr = no condition
  double none_below = 0;
  double full_from = 0;
  double full_to = 0;
  double none_above = 0;

  /// How far @p traits meet it, 0..1.
  double membership(const SongTraits& traits) const {
    if (trait == nullptr) return 1;
    const double value = traits.*trait;
    if (value < full_from)
      return value > none_below
                 ? (value - none_below) / (full_from - none_below)
                 : 0;
    if (value > full_to)
      return value < none_above ? (none_above - value) / (none_above - full_to)
                                : 0;
    return 1;
  }
};

inline constexpr double kNoTraitLimit = std::numeric_limits<double>::infinity();

/// Full from @p full upwards, none at @p none.
constexpr TraitRange at_least(double SongTraits::*trait, double none,
                              double full) {
  return {trait, none, full, kNoTraitLimit, kNoTraitLimit};
}

/// Full up to @p full, none at @p none.
constexpr TraitRange at_most(double SongTraits::*trait, double full,
                             double none) {
  return {trait, -kNoTraitLimit, -kNoTraitLimit, full, none};
}

}  // namespace mood
