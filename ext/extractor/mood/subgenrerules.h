/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "mood/songtraits.h"
#include "vocabulary.h"

namespace mood {

/// Tells sub-genres by rules: what tempo, beat and sound a style is known for,
/// see subgenretable.h. No state.
class SubGenreRules {
 public:
  /// Indexed by SubGenre; kNone's is 0.
  using Strengths = std::array<double, kSubGenreNames.size()>;

  /// How clearly a song with @p traits is of each sub-genre of @p genre, 0..1:
  /// how well the style's rule is met, times its share of all of the genre
  /// that are met. 0 for other genres' styles. Their sum is at most 1.
  static Strengths judge(Genre genre, const SongTraits& traits);
};

}  // namespace mood
