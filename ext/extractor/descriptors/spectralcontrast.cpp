/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/spectralcontrast.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr std::array<size_t, SpectralContrast::kBands + 1> kEdges = {18, 37, 74,
                                                                     148, 297};
constexpr double kMaximumDb = 100;

double power(float magnitude) {
  return static_cast<double>(magnitude) * magnitude;
}

// Means of the @p count strongest and weakest bins, as a ratio in dB.
// @p count is at most 3: insertion into two short lists beats sorting.
double contrast_db(std::span<const float> band, size_t count) {
  std::array<float, 3> top = {0, 0, 0};
  std::array<float, 3> bottom;
  bottom.fill(INFINITY);
  for (float value : band) {
    float other = value;
    for (size_t i = 0; i < count; ++i) {
      if (value > top[i]) std::swap(value, top[i]);
      if (other < bottom[i]) std::swap(other, bottom[i]);
    }
  }
  double peak = 0;
  double valley = 0;
  for (size_t i = 0; i < count; ++i) {
    peak += power(top[i]);
    valley += power(bottom[i]);
  }
  if (peak <= 0) return 0;
  if (valley <= peak * 1e-10) return kMaximumDb;
  return 10 * std::log10(peak / valley);
}

}  // namespace

std::array<double, SpectralContrast::kBands> SpectralContrast::process(
    std::span<const float> magnitude) const {
  std::array<double, kBands> result = {};
  for (size_t band = 0; band < kBands; ++band) {
    const size_t size = kEdges[band + 1] - kEdges[band];
    const size_t count = std::max<size_t>(1, (size + 25) / 50);
    result[band] = contrast_db(magnitude.subspan(kEdges[band], size), count);
  }
  return result;
}

}  // namespace mood
