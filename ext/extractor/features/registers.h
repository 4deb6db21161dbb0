/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "simd/dispatch.h"

namespace mood::features {

/// Vectors as wide as a register, of the baseline and of x86-64-v3: a body that
/// compares or shuffles is compiled for the one that fits, since GCC 12 splits
/// wider ones into scalars there.
typedef float Lanes4 __attribute__((vector_size(16)));
typedef float Lanes8 __attribute__((vector_size(32)));

template <typename V>
inline constexpr size_t kLanes = sizeof(V) / sizeof(float);

/// From and to memory of any alignment.
template <typename V>
MOOD_INLINE V read(const float* from) {
  typedef V Memory __attribute__((aligned(4)));
  return *reinterpret_cast<const Memory*>(from);
}
template <typename V>
MOOD_INLINE void write(V value, float* to) {
  typedef V Memory __attribute__((aligned(4)));
  *reinterpret_cast<Memory*>(to) = value;
}

template <typename V>
MOOD_INLINE V lower(V a, V b) {
  return a < b ? a : b;
}
template <typename V>
MOOD_INLINE V upper(V a, V b) {
  return a > b ? a : b;
}

/// Each value twice: those of the lower half of @p v, of the upper half.
MOOD_INLINE void twice(Lanes4 v, Lanes4& low, Lanes4& high) {
  low = __builtin_shufflevector(v, v, 0, 0, 1, 1);
  high = __builtin_shufflevector(v, v, 2, 2, 3, 3);
}
MOOD_INLINE void twice(Lanes8 v, Lanes8& low, Lanes8& high) {
  low = __builtin_shufflevector(v, v, 0, 0, 1, 1, 2, 2, 3, 3);
  high = __builtin_shufflevector(v, v, 4, 4, 5, 5, 6, 6, 7, 7);
}

/// In place: lane j of row i goes to lane i of row j.
MOOD_INLINE void transpose(Lanes4* rows) {
  const Lanes4 a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const Lanes4 b = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const Lanes4 c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const Lanes4 d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  rows[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
  rows[1] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
  rows[2] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
  rows[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

MOOD_INLINE void transpose(Lanes8* rows) {
  // Halves of rows i and i + 4 side by side, so that what follows stays within
  // halves: crossing them is slow.
  Lanes8 low[4];
  Lanes8 high[4];
  for (int i = 0; i < 4; ++i) {
    low[i] =
        __builtin_shufflevector(rows[i], rows[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    high[i] = __builtin_shufflevector(rows[i], rows[i + 4], 4, 5, 6, 7, 12, 13,
                                      14, 15);
  }
  for (int half = 0; half < 2; ++half) {
    const Lanes8* in = half ? high : low;
    Lanes8* out = rows + 4 * half;
    const Lanes8 a =
        __builtin_shufflevector(in[0], in[1], 0, 8, 1, 9, 4, 12, 5, 13);
    const Lanes8 b =
        __builtin_shufflevector(in[0], in[1], 2, 10, 3, 11, 6, 14, 7, 15);
    const Lanes8 c =
        __builtin_shufflevector(in[2], in[3], 0, 8, 1, 9, 4, 12, 5, 13);
    const Lanes8 d =
        __builtin_shufflevector(in[2], in[3], 2, 10, 3, 11, 6, 14, 7, 15);
    out[0] = __builtin_shufflevector(a, c, 0, 1, 8, 9, 4, 5, 12, 13);
    out[1] = __builtin_shufflevector(a, c, 2, 3, 10, 11, 6, 7, 14, 15);
    out[2] = __builtin_shufflevector(b, d, 0, 1, 8, 9, 4, 5, 12, 13);
    out[3] = __builtin_shufflevector(b, d, 2, 3, 10, 11, 6, 7, 14, 15);
  }
}

}  // namespace mood::features
