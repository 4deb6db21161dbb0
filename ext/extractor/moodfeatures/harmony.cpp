/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/harmony.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mood {

namespace {

float overlap(const PitchClasses& classes, size_t semitones) {
  float sum = 0;
  for (size_t i = 0; i < 12; ++i)
    sum += classes[i] * classes[(i + semitones) % 12];
  return sum;
}

// Best cosine of the classes, whose norm is given, with a triad anywhere.
float best_triad(const PitchClasses& classes, float norm, size_t third) {
  float best = 0;
  for (size_t root = 0; root < 12; ++root)
    best = std::max(best, classes[root] + classes[(root + third) % 12] +
                              classes[(root + 7) % 12]);
  return best / (norm * std::numbers::sqrt3_v<float>);
}

struct Circle {
  std::array<float, 12> x;
  std::array<float, 12> y;
};

// The three circles of the tonnetz: steps of 7/12, 3/12 (a minor third) and
// 4/12 of a turn; the last half as wide.
constexpr std::array<size_t, 3> kSteps = {7, 3, 4};
constexpr std::array<double, 3> kTurnsPerStep = {7.0 / 12 * 2, 3.0 / 4 * 2,
                                                 2.0 / 3 * 2};
constexpr std::array<double, 3> kRadius = {1, 1, 0.5};

std::array<Circle, 3> make_circles() {
  std::array<Circle, 3> circles;
  for (size_t c = 0; c < kSteps.size(); ++c) {
    for (size_t i = 0; i < 12; ++i) {
      const double phase =
          std::numbers::pi * kTurnsPerStep[c] * static_cast<double>(i);
      circles[c].x[i] = static_cast<float>(kRadius[c] * std::sin(phase));
      circles[c].y[i] = static_cast<float>(kRadius[c] * std::cos(phase));
    }
  }
  return circles;
}

}  // namespace

Harmony::Frame Harmony::process(const PitchClasses& classes) {
  static const std::array<Circle, 3> circles = make_circles();
  weight_ = std::min(weight_ + 1, parameters_.memory_frames);
  for (size_t i = 0; i < 12; ++i)
    smooth_[i] += (classes[i] - smooth_[i]) / weight_;
  const PitchClasses& before =
      past_[(count_ + kMaximumLag - parameters_.lag_frames) % kMaximumLag];
  Frame frame;
  const float power = overlap(smooth_, 0);
  if (power > 0) {
    for (size_t i = 0; i < frame.intervals.size(); ++i)
      frame.intervals[i] = overlap(smooth_, i + 1) / power;
    const float norm = std::sqrt(power);
    frame.major = best_triad(smooth_, norm, 4);
    frame.minor = best_triad(smooth_, norm, 3);
  }
  for (size_t i = 0; i < 12; ++i) {
    if (smooth_[i] > 0) frame.entropy -= smooth_[i] * std::log(smooth_[i]);
    for (size_t c = 0; c < circles.size(); ++c) {
      frame.tonnetz[2 * c] += circles[c].x[i] * smooth_[i];
      frame.tonnetz[2 * c + 1] += circles[c].y[i] * smooth_[i];
    }
    if (count_ >= parameters_.lag_frames)
      frame.change += 0.5f * std::abs(smooth_[i] - before[i]);
  }
  frame.entropy /= std::log(12.0f);
  past_[count_ % kMaximumLag] = smooth_;
  ++count_;
  return frame;
}

void Harmony::reset() {
  smooth_.fill(0);
  weight_ = 0;
  count_ = 0;
}

}  // namespace mood
