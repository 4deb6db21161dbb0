/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

namespace mood {

/// First-order high-pass at 10 Hz: a constant offset is not sound.
class DcBlocker {
 public:
  explicit DcBlocker(double sample_rate_hz)
      : keep_(std::exp(-2 * std::numbers::pi * 10 / sample_rate_hz)) {}

  /// Filters @p input into @p output, equally long.
  void process(std::span<const float> input, std::span<float> output) {
    for (size_t i = 0; i < input.size(); ++i) {
      const double x = input[i];
      last_output_ = x - last_input_ + keep_ * last_output_;
      last_input_ = x;
      output[i] = static_cast<float>(last_output_);
    }
    // A decaying tail must not end in denormals, which are slow.
    if (std::abs(last_output_) < 1e-20) last_output_ = 0;
  }

  void reset() { last_input_ = last_output_ = 0; }

 private:
  double keep_;
  double last_input_ = 0;
  double last_output_ = 0;
};

}  // namespace mood
