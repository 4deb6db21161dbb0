/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/spectralshape.h"

#include <algorithm>
#include <cmath>

namespace mood {

SpectralShapeMeter::SpectralShapeMeter(const Spectrum& spectrum)
    : bin_hz_(spectrum.bin_hz()),
      lowest_(spectrum.bin_of(30)),
      bass_end_(spectrum.bin_of(120) + 1),
      warm_(spectrum.bin_of(80)),
      warm_end_(spectrum.bin_of(500) + 1),
      flat_(spectrum.bin_of(150)),
      flat_end_(spectrum.bin_of(9000)) {}

double SpectralShapeMeter::band_power(std::span<const float> magnitude,
                                      size_t from, size_t to) const {
  double sum = 0;
  for (size_t k = from; k < to; ++k)
    sum += static_cast<double>(magnitude[k]) * magnitude[k];
  return sum;
}

double SpectralShapeMeter::flatness_db(std::span<const float> magnitude) const {
  double sum = 0;
  for (size_t k = flat_; k < flat_end_; ++k) sum += magnitude[k];
  const size_t count = flat_end_ - flat_;
  const double mean = sum / static_cast<double>(count);
  if (mean <= 0) return -100;
  // Logarithm of products of eight: an eighth of the calls, and the floor
  // keeps the product far from the end of the range.
  double logs = 0;
  double product = 1;
  for (size_t k = flat_; k < flat_end_; ++k) {
    product *= std::max(magnitude[k] / mean, 1e-5);
    if ((k - flat_) % 8 == 7 || k + 1 == flat_end_) {
      logs += std::log10(product);
      product = 1;
    }
  }
  return std::clamp(20 * logs / static_cast<double>(count), -100.0, 0.0);
}

SpectralShape SpectralShapeMeter::process(
    std::span<const float> magnitude) const {
  SpectralShape shape;
  double sum = 0;
  double first = 0;
  double second = 0;
  for (size_t k = lowest_; k < magnitude.size(); ++k) {
    const double weight = magnitude[k];
    const double bin = static_cast<double>(k);
    sum += weight;
    first += weight * bin;
    second += weight * bin * bin;
  }
  if (sum > 0) {
    const double mean = first / sum;
    shape.centroid_hz = mean * bin_hz_;
    shape.spread_hz =
        std::sqrt(std::max(0.0, second / sum - mean * mean)) * bin_hz_;
  }
  const double power = band_power(magnitude, lowest_, magnitude.size());
  if (power > 0)
    shape.warm_share = band_power(magnitude, warm_, warm_end_) / power;
  const double bass = band_power(magnitude, lowest_, bass_end_);
  shape.bass_db = 10 * std::log10(bass + 1e-20);
  shape.flatness_db = flatness_db(magnitude);
  return shape;
}

}  // namespace mood
