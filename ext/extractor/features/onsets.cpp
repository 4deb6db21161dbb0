/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/onsets.h"

#include <algorithm>
#include <limits>

#include "features/framing.h"
#include "features/statistics.h"

namespace mood::features {
namespace {

/// librosa's defaults at 22 050 Hz, in frames.
constexpr size_t kBefore = 4;  ///< 100 ms
constexpr size_t kAfter = 5;   ///< 100 ms and the frame itself
constexpr size_t kWait = 1;    ///< 30 ms
constexpr float kDelta = 0.07f;

double mean_around(std::span<const float> x, size_t n) {
  const size_t begin = n - std::min(n, kBefore);
  const size_t end = std::min(n + kAfter, x.size());
  float sum = 0;
  for (size_t i = begin; i < end; ++i) sum += x[i];
  return double(sum) / double(end - begin);
}

bool is_onset(std::span<const float> x, size_t n) {
  if (n > 0 && x[n - 1] > x[n]) return false;
  return double(x[n]) >= mean_around(x, n) + double(kDelta);
}

}  // namespace

Onsets::Onsets(size_t maximum_frames) {
  scaled_.reserve(maximum_frames);
  frames_.reserve(maximum_frames / 2 + 1);
}

void Onsets::process(std::span<const float> strength) {
  frames_.clear();
  strength_ = 0;
  if (strength.empty()) return;
  const auto [lowest, highest] =
      std::minmax_element(strength.begin(), strength.end());
  const float range = *highest - *lowest + std::numeric_limits<float>::min();
  scaled_.assign(strength.begin(), strength.end());
  for (float& value : scaled_) value = (value - *lowest) / range;
  for (size_t n = 0; n < scaled_.size(); ++n) {
    if (!is_onset(scaled_, n)) continue;
    frames_.push_back(uint32_t(n));
    n += kWait;
  }
  if (frames_.empty()) return;
  Spread spread;
  for (const float value : strength) spread.add(value);
  strength_ = spread.mean();
}

double Onsets::rate_hz(size_t samples) const {
  return samples ? double(frames_.size()) * kRate_hz / double(samples) : 0;
}

}  // namespace mood::features
