/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/spectrum.h"

namespace mood {

/// A local maximum of the spectrum.
struct SpectralPeak {
  float note = 0;  ///< MIDI note number, fractions included
  float hz = 0;
  float strength = 0;  ///< compressed magnitude, 0..1 = the frame's strongest
};

/// Finds the strongest peaks between 50 Hz and 5 kHz: frequency by a parabola
/// through the logarithms of three bins (Smith & Serra 1987), magnitude
/// relative to the frame's strongest peak and compressed (square root), so
/// that harmony counts for more than the loudest voice. Level free.
class SpectralPeaks {
 public:
  static constexpr size_t kMaximum = 40;

  explicit SpectralPeaks(const Spectrum& spectrum);

  /// Returns at most kMaximum peaks, by ascending frequency, valid until the
  /// next call; none in silence.
  std::span<const SpectralPeak> process(std::span<const float> magnitude);
  /// Share of the power between the limits that lies in the peaks' bins (the
  /// maximum and its neighbours), 0..1: 1 = tones, 0.3 = noise.
  double tonal_share() const { return tonal_share_; }

 private:
  SpectralPeak refined(std::span<const float> magnitude, size_t bin) const;

  double bin_hz_;
  size_t lowest_;
  size_t highest_;
  std::vector<size_t> bins_;
  std::vector<SpectralPeak> peaks_;
  double tonal_share_ = 0;
};

}  // namespace mood
