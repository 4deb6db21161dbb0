/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/steadychoice.h"

#include <algorithm>

namespace mood {

std::optional<size_t> SteadyChoice::process(std::span<const double> strengths) {
  const auto strongest = std::max_element(strengths.begin(), strengths.end());
  if (strongest == strengths.end()) {
    reset();
    return chosen_;
  }
  const auto index = static_cast<size_t>(strongest - strengths.begin());
  if (index != candidate_) steps_ = 0;
  candidate_ = index;
  steps_ = *strongest > parameters_.rise ? steps_ + 1 : 0;
  if (steps_ > 0 && steps_ >= parameters_.dwell)
    chosen_ = candidate_;
  else if (chosen_ && strengths[*chosen_] < parameters_.fall)
    chosen_.reset();
  return chosen_;
}

void SteadyChoice::reset() {
  chosen_.reset();
  candidate_ = steps_ = 0;
}

}  // namespace mood
