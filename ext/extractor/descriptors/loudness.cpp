/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "descriptors/loudness.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mood {

Loudness::Biquad Loudness::shelf(double sample_rate_hz) {
  const double k = std::tan(std::numbers::pi * 1681.97445 / sample_rate_hz);
  const double q = 0.70717524;
  const double high = std::pow(10, 3.99984385 / 20);
  const double band = std::pow(high, 0.49966678);
  const double a0 = 1 + k / q + k * k;
  return {(high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0,
          (high - band * k / q + k * k) / a0, 2 * (k * k - 1) / a0,
          (1 - k / q + k * k) / a0};
}

Loudness::Biquad Loudness::high_pass(double sample_rate_hz) {
  const double k = std::tan(std::numbers::pi * 38.13547 / sample_rate_hz);
  const double q = 0.50032704;
  const double a0 = 1 + k / q + k * k;
  return {1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0};
}

Loudness::Loudness(const Parameters& parameters)
    : filters_{shelf(parameters.sample_rate_hz),
               high_pass(parameters.sample_rate_hz)} {
  const double hops_per_s =
      parameters.sample_rate_hz / static_cast<double>(parameters.hop_frames);
  momentary_hops_ = static_cast<size_t>(std::lround(0.4 * hops_per_s));
  power_.resize(static_cast<size_t>(std::lround(3 * hops_per_s)));
}

double Loudness::Biquad::process(double x) {
  const double y = b0 * x + s1;
  s1 = b1 * x - a1 * y + s2;
  s2 = b2 * x - a2 * y;
  return y;
}

void Loudness::Biquad::settle() {
  // A decaying tail must not end in denormals, which are slow.
  if (std::abs(s1) < 1e-20) s1 = 0;
  if (std::abs(s2) < 1e-20) s2 = 0;
}

void Loudness::process(std::span<const float> hop) {
  double sum = 0;
  for (const float sample : hop) {
    const double y = filters_[1].process(filters_[0].process(sample));
    sum += y * y;
  }
  for (Biquad& filter : filters_) filter.settle();
  power_[next_] = sum / static_cast<double>(hop.size());
  next_ = (next_ + 1) % power_.size();
  filled_ = std::min(filled_ + 1, power_.size());
}

double Loudness::mean_db(size_t hops) const {
  const size_t count = std::min(hops, filled_);
  double sum = 0;
  for (size_t i = 1; i <= count; ++i)
    sum += power_[(next_ + power_.size() - i) % power_.size()];
  if (count == 0 || sum <= 0) return kFloorDb;
  const double mean = sum / static_cast<double>(count);
  return std::max(kFloorDb, -0.691 + 10 * std::log10(mean));
}

void Loudness::reset() {
  for (Biquad& filter : filters_) filter.s1 = filter.s2 = 0;
  next_ = filled_ = 0;
}

}  // namespace mood
