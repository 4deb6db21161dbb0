/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex>
#include <span>

#include "simd/isa.h"

namespace mood::features {

/// Wiener-like mask of two competing magnitudes and what it leaves of a
/// spectrum: librosa.util.softmask(wanted, other, power=2, split_zeros=True),
/// version 0.11, in single precision: wanted^2 / (wanted^2 + other^2), and 1/2
/// where neither reaches the least normal float.
class SoftMask {
 public:
  explicit SoftMask(Isa isa);

  /// Writes @p spectrum times the mask, rounded to single precision, to
  /// @p out, which is as long. As many values of @p wanted and @p other, which
  /// must not be negative or NaN.
  void apply(const float* wanted, const float* other,
             std::span<const std::complex<float>> spectrum,
             std::span<std::complex<double>> out) const;

 private:
  using Apply = void (*)(const float*, const float*, const float*, double*,
                         size_t);
  Apply apply_;
};

}  // namespace mood::features
