/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/pace.h"

namespace mood {

namespace {

constexpr std::array<double, Pace::kBands + 1> kEdges_hz = {0.5, 1, 2,  3,
                                                            4.5, 7, 11, 16};
// Strengths are small: so that powers are about 1.
constexpr double kScale = 100;

}  // namespace

Pace::Pace(const Parameters& parameters) {
  for (size_t i = 0; i < kBands; ++i)
    filters_[i] = BandPass(kEdges_hz[i] * parameters.hop_s,
                           kEdges_hz[i + 1] * parameters.hop_s);
}

std::array<float, Pace::kBands> Pace::process(double strength) {
  std::array<float, kBands> power;
  for (size_t i = 0; i < kBands; ++i) {
    const double y = filters_[i].process(kScale * strength);
    power[i] = static_cast<float>(y * y);
  }
  return power;
}

void Pace::reset() {
  for (BandPass& filter : filters_) filter.reset();
}

}  // namespace mood
