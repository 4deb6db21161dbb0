/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/chroma.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

Chroma::Chroma(const Parameters& parameters, const Spectrum& spectrum)
    : first_(spectrum.bin_of(100)), keep_(1 - 1 / parameters.memory_hops) {
  for (size_t k = first_; k <= spectrum.bin_of(2000); ++k) {
    const double frequency_hz = static_cast<double>(k) * spectrum.bin_hz();
    const long note = std::lround(69 + 12 * std::log2(frequency_hz / 440));
    class_of_.push_back(static_cast<unsigned char>(note % 12));
  }
}

void Chroma::process(std::span<const float> magnitude) {
  for (double& value : classes_) value *= keep_;
  const auto band = magnitude.subspan(first_, class_of_.size());
  const float strongest = *std::max_element(band.begin(), band.end());
  if (strongest <= 1e-9f) return;
  for (size_t i = 0; i < band.size(); ++i) {
    const size_t k = first_ + i;
    const bool is_peak = magnitude[k] > magnitude[k - 1] &&
                         magnitude[k] >= magnitude[k + 1] &&
                         magnitude[k] > 0.01f * strongest;
    if (is_peak)
      classes_[class_of_[i]] += std::log1p(100 * magnitude[k] / strongest);
  }
}

double Chroma::entropy() const {
  const double sum = std::accumulate(classes_.begin(), classes_.end(), 0.0);
  if (sum <= 0) return 0;
  double entropy = 0;
  for (const double value : classes_)
    if (value > 0) entropy -= value / sum * std::log(value / sum);
  return std::clamp(entropy / std::log(12.0), 0.0, 1.0);
}

void Chroma::reset() { classes_.fill(0); }

}  // namespace mood
