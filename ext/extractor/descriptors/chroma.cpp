/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/chroma.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

using Profile = std::array<double, 12>;
constexpr Profile kMajor = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09,
                            2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53,
                            2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

Profile centred(const Profile& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 12;
  Profile result;
  double square = 0;
  for (size_t i = 0; i < 12; ++i) {
    result[i] = values[i] - mean;
    square += result[i] * result[i];
  }
  const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
  for (double& value : result) value *= scale;
  return result;
}

double correlate(const Profile& classes, const Profile& profile, size_t tonic) {
  double sum = 0;
  for (size_t i = 0; i < 12; ++i) sum += classes[(i + tonic) % 12] * profile[i];
  return sum;
}

}  // namespace

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

Chroma::Key Chroma::key() const {
  static const Profile major = centred(kMajor);
  static const Profile minor = centred(kMinor);
  const Profile classes = centred(classes_);
  double best = -1;
  double second = -1;
  double best_major = -1;
  double best_minor = -1;
  for (size_t tonic = 0; tonic < 12; ++tonic) {
    const double as_major = correlate(classes, major, tonic);
    const double as_minor = correlate(classes, minor, tonic);
    best_major = std::max(best_major, as_major);
    best_minor = std::max(best_minor, as_minor);
    for (const double value : {as_major, as_minor}) {
      second = std::max(second, std::min(value, best));
      best = std::max(best, value);
    }
  }
  return {std::clamp(best - second, 0.0, 1.0),
          std::clamp(best_major - best_minor, -1.0, 1.0)};
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
