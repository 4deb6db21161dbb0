/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/tonalshare.h"

#include <algorithm>

namespace mood {

namespace {

float median3(float a, float b, float c) {
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

}  // namespace

TonalShare::TonalShare(size_t bins) {
  for (auto& spectrum : history_) spectrum.resize(bins);
}

double TonalShare::process(std::span<const float> magnitude) {
  newest_ = (newest_ + 1) % history_.size();
  std::copy(magnitude.begin(), magnitude.end(), history_[newest_].begin());
  const size_t count = history_.size();
  const auto& after = history_[newest_];
  const auto& now = history_[(newest_ + count - kStep) % count];
  const auto& before = history_[(newest_ + count - 2 * kStep) % count];
  float tonal = 0;
  float total = 0;
  for (size_t k = kReach; k + kReach < now.size(); ++k) {
    const float along = median3(before[k], now[k], after[k]);
    const float across = median3(now[k - kReach], now[k], now[k + kReach]);
    const float h = along * along;
    const float p = across * across;
    tonal += now[k] * (h + 1e-30f) / (h + p + 2e-30f);
    total += now[k];
  }
  return total > 0 ? std::clamp(tonal / total, 0.0f, 1.0f) : 0.5;
}

void TonalShare::reset() {
  for (auto& spectrum : history_)
    std::fill(spectrum.begin(), spectrum.end(), 0.0f);
}

}  // namespace mood
