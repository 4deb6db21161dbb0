/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/spectralmotion.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr size_t kBarkBands = 24;
constexpr double kInaudible = 1e-26;  // power, -260 dB
constexpr float kFloorRatio = 1e-6f;

// Zwicker & Terhardt 1980.
double bark_of(double hz) {
  return 13 * std::atan(0.00076 * hz) + 3.5 * std::atan(hz / 7500 * hz / 7500);
}

}  // namespace

SpectralMotion::SpectralMotion(const Spectrum& spectrum)
    : last_(spectrum.bins()) {
  size_t band = 0;
  for (size_t k = 0; k < spectrum.bins() && band <= kBarkBands; ++k) {
    if (bark_of(static_cast<double>(k) * spectrum.bin_hz()) <
        static_cast<double>(band))
      continue;
    bark_edges_.push_back(k);
    ++band;
  }
  if (bark_edges_.size() <= kBarkBands) bark_edges_.push_back(spectrum.bins());
}

SpectralMotion::Frame SpectralMotion::process(
    std::span<const float> magnitude) {
  Frame frame;
  double power = 0;
  for (const float value : magnitude)
    power += static_cast<double>(value) * value;
  if (power <= kInaudible) {
    reset();
    return frame;
  }
  const auto scale = static_cast<float>(1 / std::sqrt(power));
  float square = 0;
  float entropy = 0;
  for (size_t k = 0; k < magnitude.size(); ++k) {
    const float value = magnitude[k] * scale;
    const float step = value - last_[k];
    square += step * step;
    last_[k] = value;
    const float share = value * value;
    if (share > 1e-12f) entropy -= share * std::log(share);
  }
  frame.distance = std::sqrt(square);
  frame.entropy = entropy;
  for (size_t b = 0; b + 1 < bark_edges_.size(); ++b) {
    float share = 0;
    for (size_t k = bark_edges_[b]; k < bark_edges_[b + 1]; ++k)
      share += last_[k] * last_[k];
    frame.fullness += std::pow(share + kFloorRatio, 0.23f);
  }
  return frame;
}

void SpectralMotion::reset() { std::fill(last_.begin(), last_.end(), 0.0f); }

}  // namespace mood
