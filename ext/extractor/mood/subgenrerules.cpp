/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/subgenrerules.h"

#include <algorithm>
#include <numeric>

#include "mood/subgenretable.h"

namespace mood {
namespace {

constexpr double kTempoSlack = 0.03;  ///< beyond the range, to nothing
constexpr double kOctaveDoubt = 0.8;  ///< for half or double the tempo

double tempo_membership(const SubGenreRule& rule, double tempo_bpm) {
  const TraitRange range = {
      &SongTraits::tempo_bpm, rule.lowest_bpm * (1 - kTempoSlack),
      rule.lowest_bpm, rule.highest_bpm, rule.highest_bpm * (1 + kTempoSlack)};
  const auto at = [&](double bpm) {
    SongTraits traits;
    traits.tempo_bpm = bpm;
    return range.membership(traits);
  };
  return std::max(at(tempo_bpm), kOctaveDoubt * std::max(at(tempo_bpm / 2),
                                                         at(tempo_bpm * 2)));
}

double membership(const SubGenreRule& rule, const SongTraits& traits) {
  double least =
      rule.highest_bpm > 0 ? tempo_membership(rule, traits.tempo_bpm) : 1;
  for (const TraitRange& condition : rule.conditions)
    least = std::min(least, condition.membership(traits));
  return least;
}

}  // namespace

SubGenreRules::Strengths SubGenreRules::judge(Genre genre,
                                              const SongTraits& traits) {
  Strengths strengths = {};
  for (const SubGenreRule& rule : kSubGenreTable) {
    if (genre_of(rule.style) != genre) continue;
    double& strength = strengths[static_cast<size_t>(rule.style)];
    strength = std::max(strength, membership(rule, traits));
  }
  const double sum = std::accumulate(strengths.begin(), strengths.end(), 0.0);
  if (sum > 0)
    for (double& strength : strengths) strength *= strength / sum;
  return strengths;
}

}  // namespace mood
