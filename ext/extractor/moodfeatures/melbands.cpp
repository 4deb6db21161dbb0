/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/melbands.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

// Below this (-280 dB) a band is silent whatever the music's level.
constexpr double kAbsoluteFloor = 1e-28;

double mel_of(double hz) { return 1127 * std::log1p(hz / 700); }
double hz_of(double mel) { return 700 * std::expm1(mel / 1127); }

}  // namespace

MelBands::MelBands(const Parameters& parameters, const Spectrum& spectrum)
    : parameters_(parameters), mean_power_(parameters.memory_hops) {
  const double lowest = mel_of(parameters.lowest_hz);
  const double step = (mel_of(parameters.highest_hz) - lowest) / (kBands + 1);
  for (size_t band = 0; band < kBands; ++band) {
    const auto edge_hz = [&](size_t i) {
      return hz_of(lowest + step * static_cast<double>(band + i));
    };
    const double low = edge_hz(0);
    const double centre = centres_hz_[band] = edge_hz(1);
    const double high = edge_hz(2);
    Triangle& triangle = triangles_[band];
    triangle.first = spectrum.bin_of(low);
    for (size_t k = triangle.first; k <= spectrum.bin_of(high); ++k) {
      const double hz = static_cast<double>(k) * spectrum.bin_hz();
      const double weight =
          std::min((hz - low) / (centre - low), (high - hz) / (high - centre));
      triangle.weights.push_back(static_cast<float>(std::max(weight, 0.0)));
    }
    const float sum =
        std::accumulate(triangle.weights.begin(), triangle.weights.end(), 0.0f);
    for (float& weight : triangle.weights) weight /= sum;
  }
}

void MelBands::process(std::span<const float> magnitude) {
  double total = 0;
  for (size_t band = 0; band < kBands; ++band) {
    const Triangle& triangle = triangles_[band];
    float sum = 0;
    for (size_t i = 0; i < triangle.weights.size(); ++i) {
      const float value = magnitude[triangle.first + i];
      sum += triangle.weights[i] * value * value;
    }
    power_[band] = sum;
    total += sum;
  }
  const double mean = mean_power_.process(total / kBands);
  const auto floor = static_cast<float>(
      std::max(parameters_.floor_ratio * mean, kAbsoluteFloor));
  for (size_t band = 0; band < kBands; ++band) {
    power_[band] += floor;
    level_db_[band] = 10 * std::log10(power_[band]);
  }
}

void MelBands::reset() {
  power_.fill(0);
  level_db_.fill(0);
  mean_power_.reset();
}

size_t MelBands::band_from(double frequency_hz) const {
  const auto found =
      std::lower_bound(centres_hz_.begin(), centres_hz_.end(), frequency_hz);
  return static_cast<size_t>(found - centres_hz_.begin());
}

}  // namespace mood
