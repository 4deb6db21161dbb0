/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/tonnetz.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "features/statistics.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = ConstantQ::kLanes;
constexpr size_t kTile = Tonnetz::kClasses * kLanes;
/// Below this librosa.util.normalize leaves a frame as it is.
constexpr double kSilence = std::numeric_limits<float>::min();

/// Pitch class of a constant-Q bin: three bins each, centred on the second.
constexpr size_t pitch_class(size_t bin) {
  return (bin + 1) / 3 % Tonnetz::kClasses;
}

}  // namespace

Tonnetz::Tonnetz(const Parameters& parameters)
    : constant_q_({parameters.maximum_samples, parameters.isa}),
      chroma_((frame_count(parameters.maximum_samples) + kLanes - 1) / kLanes *
              kTile) {
  // Half turns per semitone and radius of each circle.
  constexpr std::array<double, 3> kHalfTurns = {7.0 / 6, 3.0 / 2, 2.0 / 3};
  constexpr std::array<double, 3> kRadii = {1, 1, 0.5};
  for (size_t i = 0; i < kCoordinates; ++i)
    for (size_t c = 0; c < kClasses; ++c) {
      const double quarter = i % 2 ? 0 : 0.5;  // the even ones are sines
      circles_[i][c] =
          kRadii[i / 2] * std::cos(std::numbers::pi *
                                   (kHalfTurns[i / 2] * double(c) - quarter));
    }
}

void Tonnetz::process(std::span<const float> harmonic, const Stale& changed,
                      double tuning_bins) {
  std::fill(chroma_.begin(), chroma_.end(), 0.0f);
  constant_q_.process(harmonic, changed, tuning_bins, *this);
  std::array<Spread, kCoordinates> coordinates;
  Spread all;
  for (size_t t = 0; t < frame_count(harmonic.size()); ++t) {
    const auto values = centroid(t);
    for (size_t i = 0; i < kCoordinates; ++i) {
      coordinates[i].add(values[i]);
      all.add(values[i]);
    }
  }
  for (size_t i = 0; i < kCoordinates; ++i) mean_[i] = coordinates[i].mean();
  stability_ = 1 - all.deviation();
}

void Tonnetz::take(size_t, size_t first_frame, size_t,
                   const ConstantQ::Magnitudes& magnitudes) {
  float* tile = chroma_.data() + first_frame / kLanes * kTile;
  for (size_t bin = 0; bin < ConstantQ::kBinsPerOctave; ++bin)
    for (size_t lane = 0; lane < kLanes; ++lane)
      tile[pitch_class(bin) * kLanes + lane] += magnitudes[bin * kLanes + lane];
}

std::array<double, Tonnetz::kClasses> Tonnetz::chroma(size_t frame) const {
  const float* tile = chroma_.data() + frame / kLanes * kTile + frame % kLanes;
  std::array<double, kClasses> values;
  for (size_t c = 0; c < kClasses; ++c) values[c] = double(tile[c * kLanes]);
  const double largest = *std::max_element(values.begin(), values.end());
  if (largest >= kSilence)
    for (double& value : values) value /= largest;
  return values;
}

std::array<double, Tonnetz::kCoordinates> Tonnetz::centroid(
    size_t frame) const {
  const auto values = chroma(frame);
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  std::array<double, kCoordinates> coordinates{};
  for (size_t i = 0; i < kCoordinates; ++i)
    coordinates[i] = std::inner_product(values.begin(), values.end(),
                                        circles_[i].begin(), 0.0) /
                     (total >= kSilence ? total : 1);
  return coordinates;
}

}  // namespace mood::features
