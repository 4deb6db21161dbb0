/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/constantqbank.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "features/framing.h"

namespace mood::features {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kC1_hz = 32.703195662574829;
constexpr size_t kTopOctave = 6;
/// Share of a filter's magnitude that its dropped weights stay below.
constexpr double kDropped = 0.01;
/// All weights kept lie at most half as many bins from the filter's peak.
constexpr size_t kNeighbours = 48;
constexpr size_t kCircle = 2 * ConstantQBank::kTransform;

}  // namespace

ConstantQBank::ConstantQBank()
    : tuning_(std::numeric_limits<double>::quiet_NaN()),
      circle_(kCircle),
      spectrum_(kSpectrum) {
  for (size_t i = 0; i < kCircle; ++i)
    circle_[i] = std::sin(2 * kPi * double(i) / kCircle);
  weights_.reserve(kFilters * kNeighbours);
  tune(0);
}

void ConstantQBank::tune(double bins) {
  bins = std::clamp(bins, -0.5, 0.5);
  if (bins == tuning_) return;
  tuning_ = bins;
  weights_.clear();
  const double ratio = std::exp2(1.0 / kFilters);
  const double bandwidth = (ratio * ratio - 1) / (ratio * ratio + 1);
  for (size_t i = 0; i < kFilters; ++i) {
    const double octaves = kTopOctave + (double(i) + bins) / kFilters;
    const double frequency = kC1_hz * std::exp2(octaves) / kRate_hz;
    const double length = 1 / (bandwidth * frequency);
    filters_[i].begin = uint32_t(weights_.size());
    keep_largest(frequency, make_spectrum(frequency, length));
    filters_[i].end = uint32_t(weights_.size());
    filters_[i].gain = float(1 / std::sqrt(length));
  }
}

/// Spectrum of cos(2 pi frequency t) under a periodic Hann window of n samples
/// whose sum is length / kTransform, in closed form: with a half the distance
/// between filter and bin and b = pi / n,
///
///   sin(n a) cot(a) sin(b)^2 / (n (sin(b)^2 - sin(a)^2)).
///
/// @param frequency in cycles per sample. @return sum of the magnitudes.
double ConstantQBank::make_spectrum(double frequency, double length) {
  // librosa counts from floor(-length / 2) to below floor(length / 2).
  const size_t n = 2 * size_t(length / 2) + 1;
  const double sin_b = std::sin(kPi / double(n));
  const double scale = length / kTransform / double(n) * sin_b * sin_b;
  const double sin_f = std::sin(kPi * frequency);
  const double cos_f = std::cos(kPi * frequency);
  const double sin_nf = std::sin(kPi * frequency * double(n));
  const double cos_nf = std::cos(kPi * frequency * double(n));
  constexpr double kTiny = 1e-9;
  double total = 0;
  for (size_t k = 0; k < kSpectrum; ++k) {
    const size_t nk = n * k % kCircle;
    const double sin_k = circle_[k];
    const double cos_k = circle_[k + kCircle / 4];
    const double sin_na =
        sin_nf * circle_[(nk + kCircle / 4) % kCircle] - cos_nf * circle_[nk];
    const double sin_a = sin_f * cos_k - cos_f * sin_k;
    const double cos_a = cos_f * cos_k + sin_f * sin_k;
    const double beyond = (sin_b - sin_a) * (sin_b + sin_a);
    double value = scale * sin_na * cos_a / (sin_a * beyond);
    // Removable poles: the peak, and the points half way down its flanks.
    if (std::fabs(sin_a) < kTiny)
      value = length / kTransform;
    else if (std::fabs(beyond) < kTiny * sin_b)
      value = 0.5 * length / kTransform;
    spectrum_[k] = value;
    total += std::fabs(value);
  }
  return total;
}

/// librosa.util.sparsify_rows: drops the smallest weights as long as their
/// magnitudes together stay below a share of @p total.
void ConstantQBank::keep_largest(double frequency, double total) {
  const size_t first = size_t(frequency * kTransform) - kNeighbours / 2;
  std::array<double, kNeighbours> magnitudes;
  for (size_t i = 0; i < kNeighbours; ++i)
    magnitudes[i] = std::fabs(spectrum_[first + i]);
  std::array<double, kNeighbours> sorted = magnitudes;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const double dropped = kDropped * total;
  double rest = total;
  size_t kept = 0;
  while (rest >= dropped && kept < kNeighbours) rest -= sorted[kept++];
  const double smallest = sorted[kept - 1];
  for (size_t i = 0; i < kNeighbours; ++i)
    if (magnitudes[i] >= smallest)
      weights_.push_back(
          {uint32_t(first + i - kFirstBin), float(spectrum_[first + i])});
}

}  // namespace mood::features
