/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/modulation.h"

namespace mood {

namespace {

constexpr std::array<double, Modulation::kBands + 1> kEdges_hz = {0.5, 2, 4, 8,
                                                                  16};

}  // namespace

Modulation::Modulation(const Parameters& parameters) {
  for (size_t i = 0; i < kValues; ++i)
    filters_[i] = BandPass(kEdges_hz[i % kBands] * parameters.hop_s,
                           kEdges_hz[i % kBands + 1] * parameters.hop_s);
}

std::array<float, Modulation::kValues> Modulation::process(
    std::span<const float, BandFlux::kRegisters> rise_db) {
  std::array<float, kValues> power;
  for (size_t i = 0; i < kValues; ++i) {
    const double y = filters_[i].process(rise_db[i / kBands]);
    power[i] = static_cast<float>(y * y);
  }
  return power;
}

void Modulation::reset() {
  for (BandPass& filter : filters_) filter.reset();
}

}  // namespace mood
