/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/dynamics.h"

#include <cmath>

namespace mood {

Dynamics::Frame Dynamics::process(double level_db, double crest_db) {
  // A running mean that is exact from the first hop on.
  weight_ = weight_ * (1 - 1 / parameters_.memory_hops) + 1;
  power_ += (std::pow(10, level_db / 10) - power_) / weight_;
  const double mean_db = 10 * std::log10(power_ + 1e-20);
  Frame frame;
  frame.level_db = static_cast<float>(level_db);
  frame.crest_db = static_cast<float>(crest_db);
  frame.below = level_db < mean_db ? 1 : 0;
  frame.gap = level_db < mean_db - parameters_.gap_db ? 1 : 0;
  return frame;
}

}  // namespace mood
