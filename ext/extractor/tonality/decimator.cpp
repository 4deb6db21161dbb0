/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/decimator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mood {

namespace {

constexpr float kLoudest = 1e6f;

}  // namespace

Decimator::Decimator(size_t hop_frames)
    : history_(kTaps + hop_frames), output_(hop_frames / kFactor) {
  constexpr double kPi = std::numbers::pi;
  double sum = 0;
  for (size_t i = 0; i < kTaps; ++i) {
    // Half a sample off the centre: never at the sinc's zero over zero.
    const double at = double(i) - double(kTaps - 1) / 2;
    const double phase = 2 * kPi * (double(i) + 0.5) / double(kTaps);
    const double window =
        0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2 * phase);
    const double tap = std::sin(kPi * at / kFactor) / (kPi * at) * window;
    taps_[i] = float(tap);
    sum += tap;
  }
  for (float& tap : taps_) tap = float(double(tap) / sum);
}

std::span<const float> Decimator::process(std::span<const float> hop) {
  std::copy(history_.end() - kTaps, history_.end(), history_.begin());
  std::transform(hop.begin(), hop.end(), history_.begin() + kTaps,
                 [](float x) { return std::clamp(x, -kLoudest, kLoudest); });
  // Eight sums side by side, which compilers make vectors of.
  for (size_t i = 0; i < output_.size(); ++i) {
    const float* from = history_.data() + (i + 1) * kFactor;
    std::array<float, 8> sums{};
    for (size_t k = 0; k < kTaps; k += 8)
      for (size_t j = 0; j < 8; ++j) sums[j] += taps_[k + j] * from[k + j];
    output_[i] = ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
                 ((sums[2] + sums[6]) + (sums[3] + sums[7]));
  }
  return output_;
}

void Decimator::reset() { std::fill(history_.begin(), history_.end(), 0.0f); }

}  // namespace mood
