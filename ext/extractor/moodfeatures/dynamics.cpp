/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/dynamics.h"

#include <cmath>

namespace mood {

Dynamics::Frame Dynamics::process(double level_db, double crest_db) {
  const double mean = power_.process(std::pow(10, level_db / 10));
  const double mean_db = 10 * std::log10(mean + 1e-20);
  Frame frame;
  frame.level_db = static_cast<float>(level_db);
  frame.crest_db = static_cast<float>(crest_db);
  frame.below = level_db < mean_db ? 1 : 0;
  frame.gap = level_db < mean_db - parameters_.gap_db ? 1 : 0;
  return frame;
}

}  // namespace mood
