/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/decayinghistogram.h"

#include <algorithm>
#include <cmath>

namespace mood {

DecayingHistogram::DecayingHistogram(const Parameters& parameters)
    : parameters_(parameters), bins_(parameters.bins) {}

void DecayingHistogram::add(double value) {
  const double range = parameters_.highest - parameters_.lowest;
  const double place =
      (value - parameters_.lowest) / range * static_cast<double>(bins_.size());
  const double last = static_cast<double>(bins_.size() - 1);
  scale_ *= 1 - 1 / parameters_.memory;
  const double weight = 1 / scale_;
  bins_[static_cast<size_t>(std::clamp(std::floor(place), 0.0, last))] +=
      weight;
  total_ += weight;
  if (scale_ > 1e-9) return;
  for (double& bin : bins_) bin *= scale_;
  total_ *= scale_;
  scale_ = 1;
}

double DecayingHistogram::quantile(double rank) const {
  double missing = rank * total_;
  const double width = (parameters_.highest - parameters_.lowest) /
                       static_cast<double>(bins_.size());
  for (size_t i = 0; i < bins_.size(); ++i) {
    if (bins_[i] > 0 && missing <= bins_[i])
      return parameters_.lowest +
             width * (static_cast<double>(i) + missing / bins_[i]);
    missing -= bins_[i];
  }
  return total_ > 0 ? parameters_.highest : parameters_.lowest;
}

void DecayingHistogram::reset() {
  std::fill(bins_.begin(), bins_.end(), 0.0);
  total_ = 0;
  scale_ = 1;
}

}  // namespace mood
