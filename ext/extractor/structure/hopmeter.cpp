/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/hopmeter.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kBinHz = 22050.0 / 2048;
// Borders of the bands in bins: 32 Hz .. 11 kHz.
constexpr std::array<size_t, HopSound::kBands + 1> kBorders = {
    3, 6, 9, 14, 19, 28, 37, 51, 70, 93, 130, 186, 260, 372, 530, 743, 1021};
constexpr unsigned kChromaEvery = 4;
// Far beyond full scale; sums and products of it stay finite.
constexpr float kLoudest = 1e12f;

}  // namespace

HopMeter::HopMeter() {
  for (size_t bin = 1; bin < kEndBin; ++bin) {
    const double note =
        69 + 12 * std::log2(static_cast<double>(bin) * kBinHz / 440);
    class_of_[bin] = static_cast<uint8_t>(
        (static_cast<int>(std::lround(note)) % 12 + 12) % 12);
  }
}

void HopMeter::process(std::span<const float> magnitude, HopSound& sound) {
  for (size_t band = 0; band < HopSound::kBands; ++band) {
    float sum = 0;
    for (size_t bin = kBorders[band]; bin < kBorders[band + 1]; ++bin)
      sum += magnitude[bin] * magnitude[bin];
    sound.power[band] = std::min(sum, kLoudest);
  }
  sound.chroma.fill(0);
  if (hops_++ % kChromaEvery == 0) measure_chroma(magnitude, sound);
}

void HopMeter::measure_chroma(std::span<const float> magnitude,
                              HopSound& sound) const {
  const float strongest =
      *std::max_element(magnitude.begin() + kFirstBin,
                        magnitude.begin() + static_cast<long>(kEndBin));
  if (strongest <= 0 || strongest > kLoudest) return;
  for (size_t bin = kFirstBin; bin < kEndBin; ++bin) {
    const float here = magnitude[bin];
    if (here > magnitude[bin - 1] && here >= magnitude[bin + 1])
      sound.chroma[class_of_[bin]] += std::log1p(100 * here / strongest);
  }
}

}  // namespace mood
