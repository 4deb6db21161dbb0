/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/silencegate.h"

#include <algorithm>

namespace mood {

bool SilenceGate::process(double level_db, double threshold_db) {
  const double needed_db =
      threshold_db + (silent_ ? parameters_.hysteresis_db : 0);
  gap_age_s_ += parameters_.hop_s;
  if (gap_age_s_ > parameters_.gap_memory_s) longest_gap_s_ = 0;
  if (level_db >= needed_db) {
    end_gap();
    if (++loud_hops_ >= parameters_.sounding_hops) silent_ = false;
    return silent_;
  }
  ++quiet_hops_;
  const double quiet_s = static_cast<double>(quiet_hops_) * parameters_.hop_s;
  if (quiet_s > parameters_.pop_memory_s) loud_hops_ = 0;
  const double hold_s =
      std::clamp(1.25 * longest_gap_s_, parameters_.hold_s,
                 std::max(parameters_.hold_s, parameters_.longest_hold_s));
  if (!silent_ && quiet_s >= hold_s) {
    silent_ = true;
    loud_hops_ = 0;
  }
  return silent_;
}

void SilenceGate::end_gap() {
  const double gap_s = static_cast<double>(quiet_hops_) * parameters_.hop_s;
  quiet_hops_ = 0;
  // Pauses longer than any gap within music say nothing about its gaps.
  if (gap_s < 0.1 || gap_s > parameters_.pop_memory_s) return;
  longest_gap_s_ = std::max(longest_gap_s_, gap_s);
  gap_age_s_ = 0;
}

void SilenceGate::reset() { *this = SilenceGate(parameters_); }

}  // namespace mood
