/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace mood {

/// Sums of the second and fourth powers of the samples and of their
/// differences. Ratios of them are level free: how spiky the waveform is, how
/// spiky its treble, how much treble there is.
class WaveMoments {
 public:
  static constexpr size_t kSums = 4;  ///< x^2, x^4, dx^2, dx^4

  std::array<double, kSums> process(std::span<const float> hop) {
    std::array<double, kSums> sums = {};
    for (const float sample : hop) {
      const double x = sample;
      const double step = x - last_;
      last_ = x;
      sums[0] += x * x;
      sums[1] += x * x * x * x;
      sums[2] += step * step;
      sums[3] += step * step * step * step;
    }
    return sums;
  }
  void reset() { last_ = 0; }

 private:
  double last_ = 0;
};

}  // namespace mood
