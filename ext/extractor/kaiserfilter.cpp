/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserfilter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mood {
namespace {

constexpr double kZeros = 50;
constexpr double kPrecision = 8192;  ///< table entries per zero
constexpr size_t kEntries = 50 * 8192 + 1;
constexpr double kBeta = 12.9846;
constexpr double kRolloff = 0.917347;

/// Modified Bessel function of the first kind, order 0, for 0 <= @p x <= 13,
/// as power series.
double bessel_i0(double x) {
  static constexpr auto kCoefficients = [] {
    std::array<double, 33> coefficients{1};
    for (size_t k = 1; k < coefficients.size(); ++k)
      coefficients[k] = coefficients[k - 1] / (double(k) * double(k));
    return coefficients;
  }();
  const double quarter = x * x / 4;
  double sum = 0;
  for (size_t k = kCoefficients.size(); k-- > 0;)
    sum = sum * quarter + kCoefficients[k];
  return sum;
}

}  // namespace

KaiserFilter::KaiserFilter(double rate_hz, double output_rate_hz)
    : ratio_(output_rate_hz / rate_hz),
      scale_(std::min(1.0, ratio_)),
      step_(static_cast<size_t>(scale_ * kPrecision)),
      wing_(kEntries / step_) {}

double KaiserFilter::entry(size_t index) const {
  static const double peak = bessel_i0(kBeta);
  const double zeros = static_cast<double>(index) / kPrecision;
  const double x = std::numbers::pi * (kRolloff * zeros);
  const double sinc = kRolloff * (x == 0 ? 1 : std::sin(x) / x);
  const double inside = std::max(0.0, 1 - zeros * zeros / (kZeros * kZeros));
  return scale_ * (bessel_i0(kBeta * std::sqrt(inside)) / peak * sinc);
}

double KaiserFilter::weight(double offset, size_t tap) const {
  const auto whole = static_cast<size_t>(offset);
  // Where the table ends, resampy has no weight for the tap before either.
  if (tap >= (kEntries - whole) / step_) return 0;
  const size_t index = whole + tap * step_;
  const double here = entry(index);
  const double next = index + 1 < kEntries ? entry(index + 1) : here;
  return here + (offset - static_cast<double>(whole)) * (next - here);
}

void KaiserFilter::fill(double fraction, std::span<double> row) const {
  const double left = scale_ * fraction;
  const double right = scale_ - left;
  for (size_t tap = 0; tap < wing_; ++tap) {
    row[wing_ - 1 - tap] = weight(left * kPrecision, tap);
    row[wing_ + tap] = weight(right * kPrecision, tap);
  }
}

}  // namespace mood
