/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tonality/tunedchroma.h"

#include <cmath>
#include <numbers>

namespace mood {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;
// Below D3 a bin is wider than a quarter tone.
constexpr float kLowestTuning = 50;

}  // namespace

ChromaFrame TunedChroma::process(std::span<const TonePeak> peaks) {
  phase_ *= 1 - 1 / parameters_.memory_frames;
  weight_ *= 1 - 1 / parameters_.memory_frames;
  for (const TonePeak& peak : peaks) {
    if (peak.note <= kLowestTuning) continue;
    phase_ += std::polar<double>(peak.weight, kTurn * peak.note);
    weight_ += peak.weight;
  }
  const auto offset = float(tuning());
  ChromaFrame chroma{};
  for (const TonePeak& peak : peaks) {
    const float note = peak.note - offset;
    const float lower = std::floor(note);
    const float part = note - lower;
    const auto index = size_t(lower) % 12;
    chroma[index] += (1 - part) * peak.weight;
    chroma[(index + 1) % 12] += part * peak.weight;
  }
  return chroma;
}

double TunedChroma::tuning() const { return std::arg(phase_) / kTurn; }

double TunedChroma::agreement() const {
  return weight_ > 0 ? std::abs(phase_) / weight_ : 0;
}

void TunedChroma::reset() {
  phase_ = 0;
  weight_ = 0;
}

}  // namespace mood
