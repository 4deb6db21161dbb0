/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "simd/dispatch.h"

namespace mood {

/// Lanes of a register.
template <typename V>
inline constexpr size_t kLanes = sizeof(V) / sizeof(float);

template <typename V>
MOOD_INLINE V lower(V a, V b) {
  return a < b ? a : b;
}
template <typename V>
MOOD_INLINE V upper(V a, V b) {
  return a > b ? a : b;
}

/// Each value twice: those of the lower half of @p v, of the upper half.
MOOD_INLINE void twice(Register4 v, Register4& low, Register4& high) {
  low = __builtin_shufflevector(v, v, 0, 0, 1, 1);
  high = __builtin_shufflevector(v, v, 2, 2, 3, 3);
}
MOOD_INLINE void twice(Register8 v, Register8& low, Register8& high) {
  low = __builtin_shufflevector(v, v, 0, 0, 1, 1, 2, 2, 3, 3);
  high = __builtin_shufflevector(v, v, 4, 4, 5, 5, 6, 6, 7, 7);
}

/// In place: lane j of row i goes to lane i of row j.
MOOD_INLINE void transpose(Register4* rows) {
  const Register4 a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const Register4 b = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const Register4 c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const Register4 d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  rows[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
  rows[1] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
  rows[2] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
  rows[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

MOOD_INLINE void transpose(Register8* rows) {
  // Halves of rows i and i + 4 side by side, so that what follows stays within
  // halves: crossing them is slow.
  Register8 low[4];
  Register8 high[4];
  for (int i = 0; i < 4; ++i) {
    low[i] =
        __builtin_shufflevector(rows[i], rows[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    high[i] = __builtin_shufflevector(rows[i], rows[i + 4], 4, 5, 6, 7, 12, 13,
                                      14, 15);
  }
  for (int half = 0; half < 2; ++half) {
    const Register8* in = half ? high : low;
    Register8* out = rows + 4 * half;
    const Register8 a =
        __builtin_shufflevector(in[0], in[1], 0, 8, 1, 9, 4, 12, 5, 13);
    const Register8 b =
        __builtin_shufflevector(in[0], in[1], 2, 10, 3, 11, 6, 14, 7, 15);
    const Register8 c =
        __builtin_shufflevector(in[2], in[3], 0, 8, 1, 9, 4, 12, 5, 13);
    const Register8 d =
        __builtin_shufflevector(in[2], in[3], 2, 10, 3, 11, 6, 14, 7, 15);
    out[0] = __builtin_shufflevector(a, c, 0, 1, 8, 9, 4, 5, 12, 13);
    out[1] = __builtin_shufflevector(a, c, 2, 3, 10, 11, 6, 7, 14, 15);
    out[2] = __builtin_shufflevector(b, d, 0, 1, 8, 9, 4, 5, 12, 13);
    out[3] = __builtin_shufflevector(b, d, 2, 3, 10, 11, 6, 7, 14, 15);
  }
}

}  // namespace mood
