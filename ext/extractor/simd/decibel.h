/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simd/dispatch.h"

namespace mood {

typedef int Int8 __attribute__((vector_size(32), aligned(4)));

/// 10 log10(x) of eight positive normal floats, within 2e-6 dB plus one unit
/// in the last place. x = m 2^e with m in [sqrt(1/2), sqrt(2)); ln m from the
/// series of artanh.
MOOD_INLINE Float8 decibels(Float8 x) {
  constexpr float kPerOctave_db = 3.01029995663981195f;
  constexpr float kPerNeper_db = 4.34294481903251828f;
  // Subtracting the bits of sqrt(1/2) leaves the exponent in the upper bits.
  constexpr int kSqrtHalf = 0x3f3504f3;
  const Int8 bits = (Int8)x;
  const Int8 exponent = (bits - kSqrtHalf) >> 23;
  const Float8 m = (Float8)(bits - (exponent << 23));
  const Float8 s = (m - 1) / (m + 1);
  const Float8 s2 = s * s;
  const Float8 series =
      s * (2 + s2 * (2.0f / 3 +
                     s2 * (2.0f / 5 + s2 * (2.0f / 7 + s2 * (2.0f / 9)))));
  return __builtin_convertvector(exponent, Float8) * kPerOctave_db +
         series * kPerNeper_db;
}

}  // namespace mood
