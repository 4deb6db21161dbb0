/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/risedetector.h"

#include <algorithm>
#include <cmath>

namespace mood {

void RiseDetector::process(const Signals& now) {
  for (size_t i = 0; i < kSignals; ++i) sum_[i] += now[i];
  ++hops_;
  if (static_cast<double>(hops_) * parameters_.hop_s < parameters_.block_s)
    return;
  std::rotate(blocks_.begin(), blocks_.begin() + 1, blocks_.end());
  for (size_t i = 0; i < kSignals; ++i)
    blocks_.back()[i] = sum_[i] / static_cast<double>(hops_);
  sum_.fill(0);
  hops_ = 0;
  filled_ = std::min(filled_ + 1, kBlocks);

  double sum = 0;
  size_t rising = 0;
  for (size_t i = 0; i < kSignals; ++i) {
    const double one = rise(i);
    sum += one;
    if (one > 0.4) ++rising;
  }
  strength_ = rising >= 2 ? std::min(sum / parameters_.enough, 2.0) : 0;
}

// The rise over the window in units, 0..2, or 0 if it is no steady climb.
double RiseDetector::rise(size_t signal) const {
  if (filled_ < kBlocks) return 0;
  constexpr size_t kSize = kBlocks / kGroups;
  std::array<double, kGroups> means = {};
  for (size_t b = 0; b < kBlocks; ++b)
    means[b / kSize] += blocks_[b][signal] / kSize;
  const double unit = parameters_.unit[signal];
  const double total = means.back() - means.front();
  // A step within the window leaves one of the differences near zero; a climb
  // spreads over all of them.
  for (size_t g = 1; g < kGroups; ++g) {
    const double step = means[g] - means[g - 1];
    if (step < 0.08 * total || step > 0.7 * total) return 0;
  }
  if (total <= 0) return 0;
  return std::min(total / unit, 2.0);
}

void RiseDetector::reset() {
  sum_.fill(0);
  hops_ = filled_ = 0;
  strength_ = 0;
}

}  // namespace mood
