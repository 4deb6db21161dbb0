/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "fft.h"

namespace mood {

/// Magnitude spectrum of the last window, Hann weighted, one per hop. The
/// window ends at the newest sample: before the stream's start lies silence.
class Spectrum {
 public:
  struct Parameters {
    size_t window_frames = 2048;
    double sample_rate_hz = 22050;
  };

  explicit Spectrum(const Parameters& parameters);

  /// Shifts @p hop in; returns window/2 + 1 magnitudes, scaled so that a sine
  /// of amplitude 1 on a bin gives 1.
  std::span<const float> process(std::span<const float> hop);
  void reset();

  size_t bins() const { return magnitude_.size(); }
  double bin_hz() const { return bin_hz_; }
  /// The bin nearest to @p frequency_hz.
  size_t bin_of(double frequency_hz) const;

 private:
  double bin_hz_;
  RealFft fft_;
  std::vector<float> window_;
  std::vector<float> history_;
  std::vector<float> magnitude_;
};

}  // namespace mood
