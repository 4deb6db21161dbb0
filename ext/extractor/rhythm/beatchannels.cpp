/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rhythm/beatchannels.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr double kUsualSteps = 3 / BeatSpectrum::kStepSeconds;
constexpr double kLeastUsual = 0.05;  // nepers; steadier sound is not spread
constexpr float kLargestRise = 12;
constexpr float kLargestFlux = 5;
constexpr float kFluxGain = 4;

}  // namespace

BeatChannels::BeatChannels() : usual_(kUsualSteps) {}

const BeatChannels::Values& BeatChannels::process(
    const BeatSpectrum::Frame& frame) {
  std::array<float, BeatSpectrum::kBands> rise = {};
  float sum = 0;
  for (size_t b = 0; b < rise.size() && steps_ >= before_.size(); ++b) {
    rise[b] = std::max(0.0f, frame.level[b] - before_[0][b]);
    sum += rise[b];
  }
  const double usual =
      usual_.process(sum / static_cast<float>(BeatSpectrum::kBands));
  const auto scale = static_cast<float>(1 / (usual + kLeastUsual));
  for (size_t b = 0; b < rise.size(); ++b)
    values_[b] = std::log1p(std::min(rise[b] * scale, kLargestRise));
  values_.back() = std::log1p(kFluxGain * std::min(frame.flux, kLargestFlux));
  before_ = {before_[1], frame.level};
  ++steps_;
  return values_;
}

void BeatChannels::reset() {
  steps_ = 0;
  usual_.reset();
}

}  // namespace mood
