/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>

namespace mood::test {

/// The noise in the golden signals: a linear congruential generator whose
/// upper 24 bits are the value, so that a float holds it exactly.
class GoldenNoise {
 public:
  explicit GoldenNoise(uint32_t seed) : state_(seed) {}
  /// Uniform in [-1, 1).
  double next() {
    state_ = 1664525u * state_ + 1013904223u;
    return double(state_ >> 8) / 8388608 - 1;
  }

 private:
  uint32_t state_;
};

}  // namespace mood::test
