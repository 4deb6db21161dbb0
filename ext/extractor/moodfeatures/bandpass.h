/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmath>
#include <numbers>

namespace mood {

/// Second-order band-pass with 0 dB at the band's geometric middle and -3 dB
/// at its borders (bilinear, prewarped at the borders).
class BandPass {
 public:
  BandPass() = default;
  /// Borders as parts of the sample rate, below one half.
  BandPass(double low, double high) {
    const double warped_low = std::tan(std::numbers::pi * low);
    const double warped_high = std::tan(std::numbers::pi * high);
    const double width = warped_high - warped_low;
    const double middle = warped_low * warped_high;
    const double a0 = 1 + width + middle;
    b0_ = width / a0;
    a1_ = 2 * (middle - 1) / a0;
    a2_ = (1 - width + middle) / a0;
  }

  double process(double x) {
    const double y = b0_ * x + s1_;
    s1_ = settled(s2_ - a1_ * y);
    s2_ = settled(-b0_ * x - a2_ * y);
    return y;
  }
  void reset() { s1_ = s2_ = 0; }

 private:
  /// A decaying tail must not end in denormals, which are slow.
  static double settled(double state) {
    return std::abs(state) < 1e-20 ? 0 : state;
  }

  double b0_ = 0, a1_ = 0, a2_ = 0;
  double s1_ = 0, s2_ = 0;
};

}  // namespace mood
