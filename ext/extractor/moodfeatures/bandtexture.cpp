/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/bandtexture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

constexpr double kLowest_hz = 70;
constexpr float kFloorRatio = 1e-6f;
constexpr float kAbsoluteFloor = 1e-28f;  // of silence

// Products of eight: an eighth of the logarithms. All values lie within 1e-28
// and 1e9, relative to their mean within 1e-7 and 1e4.
double mean_log10(std::span<const float> values, float mean) {
  double logs = 0;
  double product = 1;
  for (size_t i = 0; i < values.size(); ++i) {
    product *= static_cast<double>(values[i] / mean);
    if (i % 8 == 7 || i + 1 == values.size()) {
      logs += std::log10(product);
      product = 1;
    }
  }
  return logs / static_cast<double>(values.size());
}

float mean_of(std::span<const float> values) {
  return std::accumulate(values.begin(), values.end(), 0.0f) /
         static_cast<float>(values.size());
}

}  // namespace

BandTexture::BandTexture(const Spectrum& spectrum) {
  for (size_t i = 0; i < edges_.size(); ++i)
    edges_[i] = spectrum.bin_of(kLowest_hz * std::exp2(static_cast<double>(i)));
  power_.resize(edges_.back() - edges_.front());
}

BandTexture::Texture BandTexture::process(std::span<const float> magnitude) {
  for (size_t i = 0; i < power_.size(); ++i) {
    const float value = magnitude[edges_.front() + i];
    power_[i] = value * value;
  }
  const float floor = std::max(kFloorRatio * mean_of(power_), kAbsoluteFloor);
  for (float& value : power_) value += floor;

  Texture texture;
  for (size_t b = 0; b < kBands; ++b) {
    const std::span<float> band(power_.data() + edges_[b] - edges_.front(),
                                edges_[b + 1] - edges_[b]);
    const float mean = mean_of(band);
    texture.flatness_db[b] = static_cast<float>(10 * mean_log10(band, mean));
    const size_t tenth = std::max<size_t>(1, (band.size() + 5) / 10);
    std::nth_element(band.begin(), band.begin() + (tenth - 1), band.end());
    const float valley = mean_of(band.first(tenth));
    std::nth_element(band.begin() + tenth, band.end() - tenth, band.end());
    const float peak = mean_of(band.last(tenth));
    texture.contrast_db[b] = 10 * std::log10(peak / valley);
  }
  return texture;
}

}  // namespace mood
