/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "simd/shuffles.h"

/// Running median over 31 rows as a sorting network, for as many columns at
/// once as the vector V has lanes.
///
/// Sixteen consecutive outputs are made together. Their windows share sixteen
/// rows, of which the sorted order is found once. The outputs are then halved
/// time and again: n windows share 32 - n rows, and of these only n ranks, the
/// middle ones, can still be the median of any of them. Each half takes in the
/// n / 2 further rows that its own windows share, sorted already, and keeps
/// its n / 2 ranks, until one window and one rank are left. That is 13
/// compare-exchanges for an output.
///
/// V is Register4 or Register8. There must be no NaN.
namespace mood::features::median {

inline constexpr size_t kGroup = 16;  ///< outputs made together

/// Batcher's odd-even merge of a and b, sorted, n values each, every
/// @p stride -th, to 2 n values in a row.
template <size_t n, size_t stride, typename V>
MOOD_INLINE void merge(const V* a, const V* b, V* out) {
  if constexpr (n == 1) {
    const V x = a[0];
    const V y = b[0];
    out[0] = lower(x, y);
    out[1] = upper(x, y);
  } else {
    V even[n];
    V odd[n];
    merge<n / 2, 2 * stride>(a, b, even);
    merge<n / 2, 2 * stride>(a + stride, b + stride, odd);
    out[0] = even[0];
    for (size_t i = 0; i + 1 < n; ++i) {
      out[2 * i + 1] = lower(odd[i], even[i + 1]);
      out[2 * i + 2] = upper(odd[i], even[i + 1]);
    }
    out[2 * n - 1] = odd[n - 1];
  }
}

/// The same of 2 n values a and n values b, but only the n + 2 values of ranks
/// n - 1 to 2 n.
template <size_t n, size_t stride, typename V>
MOOD_INLINE void merge_middle(const V* a, const V* b, V* out) {
  if constexpr (n == 1) {
    const V x = a[0];
    const V y = a[stride];
    const V z = b[0];
    out[0] = lower(x, z);
    out[1] = upper(x, lower(y, z));
    out[2] = upper(y, z);
  } else {
    V even[n / 2 + 2];
    V odd[n / 2 + 2];
    merge_middle<n / 2, 2 * stride>(a, b, even);
    merge_middle<n / 2, 2 * stride>(a + stride, b + stride, odd);
    for (size_t i = 0; i <= n / 2; ++i) {
      out[2 * i] = lower(odd[i], even[i + 1]);
      out[2 * i + 1] = upper(odd[i], even[i + 1]);
    }
  }
}

/// Sixteen rows: as they are, and in sorted runs of two, four and eight.
template <typename V>
struct Block {
  V ones[kGroup];
  V twos[kGroup];
  V fours[kGroup];
  V eights[kGroup];

  /// From ones.
  __attribute__((always_inline)) void sort() {
    for (size_t i = 0; i < kGroup; i += 2)
      merge<1, 1>(ones + i, ones + i + 1, twos + i);
    for (size_t i = 0; i < kGroup; i += 4)
      merge<2, 1>(twos + i, twos + i + 2, fours + i);
    for (size_t i = 0; i < kGroup; i += 8)
      merge<4, 1>(fours + i, fours + i + 4, eights + i);
  }

  /// The sorted run of @p n rows.
  template <size_t n>
  __attribute__((always_inline)) const V* run() const {
    if constexpr (n == 1) return ones;
    if constexpr (n == 2) return twos;
    if constexpr (n == 4) return fours;
    if constexpr (n == 8) return eights;
  }
};

/// Outputs first to first + n of a group from the ranks they have kept;
/// those from @p count on may be left out.
template <size_t n, size_t first, typename V>
MOOD_INLINE void split(const V* kept, const Block<V>& before,
                       const Block<V>& after, size_t count, V* out) {
  if constexpr (n == 1) {
    out[first] = kept[0];
  } else {
    constexpr size_t kHalf = n / 2;
    V left[kHalf + 2];
    merge_middle<kHalf, 1>(kept, before.template run<kHalf>() + first + kHalf,
                           left);
    split<kHalf, first>(left + 1, before, after, count, out);
    if (kHalf > 2 && first + kHalf >= count) return;
    V right[kHalf + 2];
    merge_middle<kHalf, 1>(kept, after.template run<kHalf>() + first, right);
    split<kHalf, first + kHalf>(right + 1, before, after, count, out);
  }
}

/// Medians for rows 0 to count, @p count > 0.
/// @param load load(r, V* rows) reads rows r to r + 16, r a multiple of 16
///   from -16 on; of row -16 and those from count + 15 on any value will do.
/// @param store store(r, const V* rows, n) takes medians r to r + n.
template <typename V, typename Load, typename Store>
MOOD_INLINE void running_median(size_t count, Load load, Store store) {
  Block<V> blocks[3];
  Block<V>* before = blocks;
  Block<V>* centre = blocks + 1;
  Block<V>* after = blocks + 2;
  load(-ptrdiff_t(kGroup), before->ones);
  before->sort();
  load(0, centre->ones);
  centre->sort();
  for (size_t row = 0; row < count; row += kGroup) {
    load(ptrdiff_t(row + kGroup), after->ones);
    after->sort();
    V shared[kGroup];
    merge<8, 1>(centre->eights, centre->eights + 8, shared);
    V medians[kGroup];
    const size_t wanted = count - row < kGroup ? count - row : kGroup;
    split<kGroup, 0>(shared, *before, *after, wanted, medians);
    store(row, medians, wanted);
    Block<V>* const free = before;
    before = centre;
    centre = after;
    after = free;
  }
}

}  // namespace mood::features::median
