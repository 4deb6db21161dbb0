/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>

#include "simd/isa.h"

namespace mood::features {

/// Where position @p index, which may lie beyond either end of @p count > 0
/// values, is read by scipy.ndimage's mode "reflect" (d c b a | a b c d | d c
/// b a), over again where that is beyond the other end.
constexpr size_t reflected(ptrdiff_t index, size_t count) {
  const ptrdiff_t period = 2 * ptrdiff_t(count);
  const ptrdiff_t folded = (index % period + period) % period;
  return size_t(folded < ptrdiff_t(count) ? folded : period - 1 - folded);
}

/// Median of the 31 values around each value of a matrix, within its column or
/// its row: scipy.ndimage.median_filter(size=(31, 1) or (1, 31)). Exact, the
/// same on every instruction set. Values must not be NaN or -0. Stateless;
/// nothing is allocated.
class RunningMedian {
 public:
  static constexpr size_t kLength = 31;
  static constexpr size_t kReach = kLength / 2;  ///< to either side

  explicit RunningMedian(Isa isa);

  /// Rows that down() is told of before the first one it makes.
  static constexpr size_t kLead = 16;
  /// Entries of down()'s table for @p count rows made.
  static constexpr size_t table_size(size_t count) {
    return (count + 15) / 16 * 16 + 2 * kLead;
  }

  /// Medians within columns: row r of @p out, 0 <= r < @p count, from
  /// table rows r - 15 to r + 15.
  /// @param table table_size(count) rows, the first of them row -16. What goes
  ///   beyond the matrix is the caller's to choose; see reflected().
  /// @param columns at least 8.
  /// @param stride floats from row to row of @p out.
  void down(const float* const* table, size_t count, size_t columns, float* out,
            size_t stride) const;

  /// Medians within rows, which are reflected at their ends: @p out has
  /// @p count rows (at least 1) of @p columns (at least 1), @p stride floats
  /// apart.
  void along(const float* const* rows, size_t count, size_t columns, float* out,
             size_t stride) const;

 private:
  using Down = void (*)(const float* const*, size_t, size_t, float*, size_t);
  using Along = Down;

  Down down_;
  Along along_;
};

}  // namespace mood::features
