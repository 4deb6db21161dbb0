/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/keyfilter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

constexpr double kLeast = 1e-12;  // probability, so that logarithms exist

}  // namespace

KeyFilter::KeyFilter(const Parameters& parameters) : parameters_(parameters) {
  reset();
}

void KeyFilter::process(const KeyScores& evidence, double seconds) {
  allow_changes(seconds);
  const double best = *std::max_element(evidence.begin(), evidence.end());
  double sum = 0;
  for (size_t key = 0; key < kKeyCount; ++key) {
    probabilities_[key] *= std::exp(evidence[key] - best);
    sum += probabilities_[key];
  }
  for (size_t key = 0; key < kKeyCount; ++key) {
    probabilities_[key] = std::max(probabilities_[key] / sum, kLeast);
    log_[key] = std::log(probabilities_[key]);
  }
}

void KeyFilter::allow_changes(double seconds) {
  const double share = parameters_.changes_per_s * seconds;
  const double extra = parameters_.fifth_weight - 1;
  const double unit = share / (double(kKeyCount - 1) + 2 * extra);
  const double sum =
      std::accumulate(probabilities_.begin(), probabilities_.end(), 0.0);
  const KeyScores before = probabilities_;
  for (size_t key = 0; key < kKeyCount; ++key) {
    const size_t mode = key / 12 * 12;
    const double fifths =
        before[mode + (key + 7) % 12] + before[mode + (key + 5) % 12];
    probabilities_[key] =
        (1 - share) * before[key] + unit * (sum - before[key] + extra * fifths);
  }
}

size_t KeyFilter::likeliest() const {
  return size_t(std::max_element(log_.begin(), log_.end()) - log_.begin());
}

void KeyFilter::reset() {
  probabilities_.fill(1.0 / kKeyCount);
  log_.fill(std::log(1.0 / kKeyCount));
}

}  // namespace mood
