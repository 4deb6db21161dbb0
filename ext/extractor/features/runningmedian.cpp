/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/runningmedian.h"

#include <algorithm>

#include "features/mediannetwork.h"
#include "simd/shuffles.h"

namespace mood::features {
namespace {

using median::kGroup;

/// Lanes are neighbouring columns.
template <typename V>
struct ColumnLoad {
  const float* const* table;
  size_t column;

  __attribute__((always_inline)) void operator()(ptrdiff_t row, V* out) const {
    const float* const* rows = table + (row + ptrdiff_t(kGroup));
    for (size_t i = 0; i < kGroup; ++i) out[i] = load<V>(rows[i] + column);
  }
};

template <typename V>
struct ColumnStore {
  float* out;
  size_t stride;

  __attribute__((always_inline)) void operator()(size_t row, const V* medians,
                                                 size_t count) const {
    float* to = out + row * stride;
    for (size_t i = 0; i < count; ++i, to += stride) store(to, medians[i]);
  }
};

template <typename V>
MOOD_INLINE void down_body(const float* const* table, size_t count,
                           size_t columns, float* out, size_t stride) {
  for (size_t done = 0; done < columns; done += kLanes<V>) {
    const size_t column = std::min(done, columns - kLanes<V>);
    median::running_median<V>(count, ColumnLoad<V>{table, column},
                              ColumnStore<V>{out + column, stride});
  }
}

/// Lanes are rows.
template <typename V>
struct RowLoad {
  const float* const* rows;
  size_t columns;

  __attribute__((always_inline)) void operator()(ptrdiff_t column,
                                                 V* out) const {
    if (column >= 0 && size_t(column) + kGroup <= columns) {
      for (size_t i = 0; i < kGroup; i += kLanes<V>) {
        for (size_t lane = 0; lane < kLanes<V>; ++lane)
          out[i + lane] = load<V>(rows[lane] + size_t(column) + i);
        transpose(out + i);
      }
      return;
    }
    for (size_t i = 0; i < kGroup; ++i) {
      const size_t from = reflected(column + ptrdiff_t(i), columns);
      for (size_t lane = 0; lane < kLanes<V>; ++lane)
        out[i][lane] = rows[lane][from];
    }
  }
};

template <typename V>
struct RowStore {
  float* const* rows;

  __attribute__((always_inline)) void operator()(size_t column, V* medians,
                                                 size_t count) const {
    if (count == kGroup) {
      for (size_t i = 0; i < kGroup; i += kLanes<V>) {
        transpose(medians + i);
        for (size_t lane = 0; lane < kLanes<V>; ++lane)
          store(rows[lane] + column + i, medians[i + lane]);
      }
      return;
    }
    for (size_t i = 0; i < count; ++i)
      for (size_t lane = 0; lane < kLanes<V>; ++lane)
        rows[lane][column + i] = medians[i][lane];
  }
};

template <typename V>
MOOD_INLINE void along_body(const float* const* rows, size_t count,
                            size_t columns, float* out, size_t stride) {
  for (size_t row = 0; row < count; row += kLanes<V>) {
    const float* from[kLanes<V>];
    float* to[kLanes<V>];
    for (size_t lane = 0; lane < kLanes<V>; ++lane) {
      // Lanes left over repeat the last row.
      const size_t r = std::min(row + lane, count - 1);
      from[lane] = rows[r];
      to[lane] = out + r * stride;
    }
    median::running_median<V>(columns, RowLoad<V>{from, columns},
                              RowStore<V>{to});
  }
}

MOOD_DISPATCH_WIDE(void, down,
                   (const float* const* table, size_t count, size_t columns,
                    float* out, size_t stride),
                   (table, count, columns, out, stride), down_body)
MOOD_DISPATCH_WIDE(void, along,
                   (const float* const* rows, size_t count, size_t columns,
                    float* out, size_t stride),
                   (rows, count, columns, out, stride), along_body)

}  // namespace

RunningMedian::RunningMedian(Isa isa)
    : down_(down_for(isa)), along_(along_for(isa)) {}

void RunningMedian::down(const float* const* table, size_t count,
                         size_t columns, float* out, size_t stride) const {
  down_(table, count, columns, out, stride);
}

void RunningMedian::along(const float* const* rows, size_t count,
                          size_t columns, float* out, size_t stride) const {
  along_(rows, count, columns, out, stride);
}

}  // namespace mood::features
