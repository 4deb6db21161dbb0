/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/spectrum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mood {

Spectrum::Spectrum(const Parameters& parameters)
    : bin_hz_(parameters.sample_rate_hz /
              static_cast<double>(parameters.window_frames)),
      fft_(parameters.window_frames),
      window_(parameters.window_frames),
      history_(parameters.window_frames),
      magnitude_(parameters.window_frames / 2 + 1) {
  const double count = static_cast<double>(window_.size());
  // Periodic Hann; its mean is 1/2 and half the power lies at negative
  // frequencies, hence the factor 4 / count.
  for (size_t i = 0; i < window_.size(); ++i) {
    const double phase = 2 * std::numbers::pi * static_cast<double>(i) / count;
    window_[i] = static_cast<float>(0.5 * (1 - std::cos(phase)) * 4 / count);
  }
}

std::span<const float> Spectrum::process(std::span<const float> hop) {
  const size_t kept = history_.size() - hop.size();
  std::copy(history_.begin() + hop.size(), history_.end(), history_.begin());
  std::copy(hop.begin(), hop.end(), history_.begin() + kept);
  const std::span<float> input = fft_.input();
  for (size_t i = 0; i < input.size(); ++i) input[i] = history_[i] * window_[i];
  const auto bins = fft_.execute();
  for (size_t k = 0; k < magnitude_.size(); ++k)
    magnitude_[k] = std::sqrt(bins[k].real() * bins[k].real() +
                              bins[k].imag() * bins[k].imag());
  return magnitude_;
}

void Spectrum::reset() { std::fill(history_.begin(), history_.end(), 0.0f); }

size_t Spectrum::bin_of(double frequency_hz) const {
  const double bin = std::round(frequency_hz / bin_hz_);
  return std::min(static_cast<size_t>(std::max(bin, 0.0)), bins() - 1);
}

}  // namespace mood
