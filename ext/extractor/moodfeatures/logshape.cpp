/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/logshape.h"

#include <algorithm>
#include <cmath>

namespace mood {

LogShapeMeter::LogShapeMeter(const MelBands& bands)
    : bass_end_(bands.band_from(150)), treble_(bands.band_from(3000)) {
  for (size_t b = 0; b < MelBands::kBands; ++b)
    octaves_[b] = std::log2(bands.centre_hz(b));
  for (size_t b = 0; b < MelBands::kBands; ++b) {
    const size_t below = b > 0 ? b - 1 : 0;
    const size_t above = std::min(b + 1, MelBands::kBands - 1);
    const auto steps = static_cast<double>(above - below);
    width_octaves_[b] = (octaves_[above] - octaves_[below]) / steps;
    width_hz_[b] = (bands.centre_hz(above) - bands.centre_hz(below)) / steps;
  }
}

LogShape LogShapeMeter::process(
    std::span<const float, MelBands::kBands> power) const {
  std::array<double, MelBands::kBands> weights;
  double weight = 0;
  double first = 0;
  double total = 0;
  double bass = 0;
  double treble = 0;
  for (size_t b = 0; b < MelBands::kBands; ++b) {
    weights[b] = std::sqrt(power[b]) * width_octaves_[b];
    weight += weights[b];
    first += weights[b] * octaves_[b];
    const double part = power[b] * width_hz_[b];
    total += part;
    if (b < bass_end_) bass += part;
    if (b >= treble_) treble += part;
  }
  LogShape shape;
  if (weight <= 0) return shape;
  const double mean = first / weight;
  double second = 0;
  double third = 0;
  double below = 0;
  for (size_t b = 0; b < MelBands::kBands; ++b) {
    const double distance = octaves_[b] - mean;
    second += weights[b] * distance * distance;
    third += weights[b] * distance * distance * distance;
    if (below < 0.85 * weight)
      shape.rolloff_octaves = static_cast<float>(octaves_[b]);
    below += weights[b];
  }
  const double spread = std::sqrt(second / weight);
  shape.centroid_octaves = static_cast<float>(mean);
  shape.spread_octaves = static_cast<float>(spread);
  if (spread > 0)
    shape.skew =
        static_cast<float>(third / weight / (spread * spread * spread));
  shape.bass_share = static_cast<float>(bass / total);
  shape.treble_share = static_cast<float>(treble / total);
  return shape;
}

}  // namespace mood
