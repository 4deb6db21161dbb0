/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/impactdetector.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kNow_s = 0.4;
constexpr double kBefore_s = 3;

double power(double level_db) { return std::pow(10, level_db / 10); }

double decibels(double power) { return 10 * std::log10(power + 1e-20); }

}  // namespace

ImpactDetector::ImpactDetector(const Parameters& parameters)
    : parameters_(parameters),
      bass_now_(kNow_s * parameters.hops_per_s),
      bass_before_(kBefore_s * parameters.hops_per_s) {}

bool ImpactDetector::process(double bass_db, double loudness_db) {
  const double bass_now_db = decibels(bass_now_.process(power(bass_db)));
  const double bass_jump_db =
      bass_now_db - decibels(bass_before_.process(power(bass_db)));
  const bool knows_before = ++heard_hops_ > kBefore_s * parameters_.hops_per_s;
  const bool bass_matters =
      bass_now_db > loudness_db + parameters_.bass_matters_db;
  const bool returns =
      knows_before && bass_matters && bass_jump_db > parameters_.bass_jump_db;
  remaining_hops_ = returns ? parameters_.hold_s * parameters_.hops_per_s
                            : std::max(0.0, remaining_hops_ - 1);
  return remaining_hops_ > 0;
}

void ImpactDetector::reset() {
  bass_now_.reset();
  bass_before_.reset();
  heard_hops_ = remaining_hops_ = 0;
}

}  // namespace mood
