/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/spectralpeaks.h"

#include <algorithm>
#include <cmath>

namespace mood {

namespace {

constexpr float kInaudible = 1e-13f;  // magnitude, -260 dB
constexpr float kWeakest = 0.003f;    // of the strongest peak, -50 dB

}  // namespace

SpectralPeaks::SpectralPeaks(const Spectrum& spectrum)
    : bin_hz_(spectrum.bin_hz()),
      lowest_(spectrum.bin_of(50)),
      highest_(spectrum.bin_of(5000)) {
  bins_.reserve(spectrum.bins());
  peaks_.reserve(kMaximum);
}

std::span<const SpectralPeak> SpectralPeaks::process(
    std::span<const float> magnitude) {
  peaks_.clear();
  bins_.clear();
  tonal_share_ = 0;
  const float strongest = *std::max_element(magnitude.begin() + lowest_,
                                            magnitude.begin() + highest_);
  if (strongest <= kInaudible) return peaks_;
  double total = 0;
  for (size_t k = lowest_; k < highest_; ++k) {
    total += static_cast<double>(magnitude[k]) * magnitude[k];
    const bool is_peak =
        magnitude[k] > magnitude[k - 1] && magnitude[k] >= magnitude[k + 1] &&
        magnitude[k] > magnitude[k - 2] && magnitude[k] > magnitude[k + 2];
    if (is_peak && magnitude[k] > kWeakest * strongest) bins_.push_back(k);
  }
  if (bins_.size() > kMaximum) {
    std::nth_element(
        bins_.begin(), bins_.begin() + kMaximum, bins_.end(),
        [&](size_t a, size_t b) { return magnitude[a] > magnitude[b]; });
    bins_.resize(kMaximum);
    std::sort(bins_.begin(), bins_.end());
  }
  double tonal = 0;
  for (const size_t k : bins_) {
    for (size_t i = k - 1; i <= k + 1; ++i)
      tonal += static_cast<double>(magnitude[i]) * magnitude[i];
    peaks_.push_back(refined(magnitude, k));
    peaks_.back().strength = std::sqrt(magnitude[k] / strongest);
  }
  tonal_share_ = std::min(tonal / total, 1.0);
  return peaks_;
}

SpectralPeak SpectralPeaks::refined(std::span<const float> magnitude,
                                    size_t bin) const {
  const float left = std::log(magnitude[bin - 1] + kInaudible);
  const float middle = std::log(magnitude[bin] + kInaudible);
  const float right = std::log(magnitude[bin + 1] + kInaudible);
  const float bend = left - 2 * middle + right;
  const float shift =
      bend < 0 ? std::clamp(0.5f * (left - right) / bend, -0.5f, 0.5f) : 0;
  SpectralPeak peak;
  peak.hz = (static_cast<float>(bin) + shift) * static_cast<float>(bin_hz_);
  peak.note = 69 + 12 * std::log2(peak.hz / 440);
  return peak;
}

}  // namespace mood
