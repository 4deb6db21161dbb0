/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/tempogram.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

// dB^2: a register that moves less than this does not move.
constexpr float kLeastPower = 1e-4f;

}  // namespace

Tempogram::Tempogram(const Parameters& parameters)
    : parameters_(parameters),
      keep_(static_cast<float>(
          std::exp(-parameters.hop_s / parameters.memory_s))),
      level_step_(parameters.hop_s / parameters.level_s),
      history_(kRows * kRing),
      sums_(kRows * kLags),
      correlation_(kSeries * kLags) {
  cut();
}

void Tempogram::process(const TempoOnsets::Strengths& strengths) {
  if (newest_ == 0) {
    // The rows are written downwards; move what is needed to their ends.
    newest_ = kRing - kLags;
    for (size_t row = 0; row < kRows; ++row) {
      float* const line = &history_[row * kRing];
      std::copy(line, line + kLags, line + newest_);
    }
  }
  --newest_;
  level_weight_ = level_weight_ * (1 - level_step_) + 1;
  for (size_t s = 0; s < kSeries; ++s) {
    level_[s] += (strengths[s] - level_[s]) / level_weight_;
    history_[s * kRing + newest_] =
        strengths[s] - static_cast<float>(level_[s]);
  }
  history_[kSeries * kRing + newest_] = 1;
  for (size_t row = 0; row < kRows; ++row) {
    const float* const past = &history_[row * kRing + newest_];
    float* const sum = &sums_[row * kLags];
    const float now = past[0];
    const float keep = keep_;
    for (size_t lag = 0; lag < kLags; ++lag)
      sum[lag] = sum[lag] * keep + now * past[lag];
  }
}

void Tempogram::correlate() {
  const float* const count = &sums_[kSeries * kLags];
  for (size_t s = 0; s < kSeries; ++s) {
    const float* const sum = &sums_[s * kLags];
    float* const result = &correlation_[s * kLags];
    const float power =
        std::max(sum[0] / std::max(count[0], 1.0f), kLeastPower);
    for (size_t lag = 0; lag < kLags; ++lag) {
      const bool known = count[lag] > parameters_.least_hops;
      result[lag] =
          known ? std::clamp(sum[lag] / (count[lag] * power), -1.0f, 1.0f) : 0;
    }
  }
}

void Tempogram::cut() {
  std::fill(history_.begin(), history_.end(), 0.0f);
  newest_ = kRing - kLags;
  level_.fill(0);
  level_weight_ = 0;
}

void Tempogram::reset() {
  cut();
  std::fill(sums_.begin(), sums_.end(), 0.0f);
}

}  // namespace mood
