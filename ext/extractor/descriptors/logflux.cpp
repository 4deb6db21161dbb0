/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/logflux.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kFloorRatio = 1e-5;
// Below this (-280 dB) a band is silent whatever the music's level.
constexpr double kAbsoluteFloor = 1e-28;

}  // namespace

LogFlux::LogFlux(const Parameters& parameters, const Spectrum& spectrum)
    : edges_(parameters.bands + 1),
      power_(parameters.bands),
      last_log_(parameters.bands),
      mean_power_(parameters.memory_hops) {
  const double ratio = parameters.highest_hz / parameters.lowest_hz;
  size_t least = 1;
  for (size_t i = 0; i < edges_.size(); ++i) {
    const double position =
        static_cast<double>(i) / static_cast<double>(parameters.bands);
    const size_t bin =
        spectrum.bin_of(parameters.lowest_hz * std::pow(ratio, position));
    edges_[i] = std::max(bin, least);
    least = edges_[i] + 1;
  }
}

double LogFlux::process(std::span<const float> magnitude) {
  double total = 0;
  for (size_t b = 0; b < power_.size(); ++b) {
    double sum = 0;
    for (size_t k = edges_[b]; k < edges_[b + 1]; ++k)
      sum += static_cast<double>(magnitude[k]) * magnitude[k];
    power_[b] = static_cast<float>(
        sum / static_cast<double>(edges_[b + 1] - edges_[b]));
    total += power_[b];
  }
  const double mean =
      mean_power_.process(total / static_cast<double>(power_.size()));
  const double floor = std::max(kFloorRatio * mean, kAbsoluteFloor);
  double flux = 0;
  for (size_t b = 0; b < power_.size(); ++b) {
    const float now = static_cast<float>(std::log(power_[b] + floor));
    if (primed_) flux += std::max(0.0f, now - last_log_[b]);
    last_log_[b] = now;
  }
  primed_ = true;
  return flux / static_cast<double>(power_.size());
}

void LogFlux::reset() {
  mean_power_.reset();
  primed_ = false;
}

}  // namespace mood
