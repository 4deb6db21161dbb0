/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "matching.h"

#include <algorithm>

namespace mood::accuracy {

size_t matches(std::span<const double> reference,
               std::span<const double> estimate, double tolerance_s) {
  // What is exactly at the tolerance may be a rounding error beyond it.
  const double limit_s = tolerance_s + 1e-9;
  size_t found = 0;
  for (size_t r = 0, e = 0; r < reference.size() && e < estimate.size();) {
    const double lead_s = estimate[e] - reference[r];
    if (lead_s < -limit_s) {
      ++e;
    } else if (lead_s > limit_s) {
      ++r;
    } else {
      ++found;
      ++r;
      ++e;
    }
  }
  return found;
}

FMeasure f_measure(double hits, double references, double estimates) {
  FMeasure measure;
  if (hits <= 0) return measure;
  measure.precision = hits / estimates;
  measure.recall = hits / references;
  measure.f = 2 * measure.precision * measure.recall /
              (measure.precision + measure.recall);
  return measure;
}

FMeasure f_measure(std::span<const double> reference,
                   std::span<const double> estimate, double tolerance_s) {
  const size_t hits = matches(reference, estimate, tolerance_s);
  return f_measure(double(hits), double(reference.size()),
                   double(estimate.size()));
}

std::vector<double> between(std::span<const double> times_s, double start_s,
                            double end_s) {
  const auto first = std::ranges::lower_bound(times_s, start_s);
  return {first, std::ranges::upper_bound(first, times_s.end(), end_s)};
}

}  // namespace mood::accuracy
