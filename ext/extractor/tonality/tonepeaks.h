/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/spectrum.h"

namespace mood {

/// A spectral peak that stands out.
struct TonePeak {
  float note = 0;    ///< MIDI note number, fractions included
  float weight = 0;  ///< 0 = as its surroundings
};

/// Peaks between 45 Hz and 1.4 kHz that rise above twice the mean of the
/// 25 bins around them: partials of tones do, noise and drums hardly, and
/// they count for little if they do. Frequency by a parabola through the
/// logarithms of three bins (Smith & Serra 1987); what rises above, relative
/// to the frame's strongest peak, is compressed by log(1 + 100 x), so that
/// accompaniment counts beside the loudest voice (Mueller & Ewert 2011). Level
/// free.
class TonePeaks {
 public:
  explicit TonePeaks(const Spectrum& spectrum);

  /// Returns peaks by ascending frequency, valid until the next call; none in
  /// silence.
  std::span<const TonePeak> process(std::span<const float> magnitude);

 private:
  float note_of(std::span<const float> magnitude, size_t bin) const;
  void sum_up(std::span<const float> magnitude);

  double bin_hz_;
  size_t lowest_;
  size_t end_;
  std::vector<double> sums_;  ///< [k] of the magnitudes below bin k
  std::vector<TonePeak> peaks_;
};

}  // namespace mood
