/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>

namespace mood {

/// Share of samples at which the sign changes, 0..1; a sine of f Hz gives
/// 2 f / sample rate. Level free.
class ZeroCrossings {
 public:
  double process(std::span<const float> hop) {
    size_t count = 0;
    for (const float sample : hop) {
      const bool negative = sample < 0;
      count += negative != negative_;
      negative_ = negative;
    }
    return static_cast<double>(count) / static_cast<double>(hop.size());
  }
  void reset() { negative_ = false; }

 private:
  bool negative_ = false;
};

}  // namespace mood
