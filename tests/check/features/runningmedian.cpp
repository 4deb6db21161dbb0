/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/runningmedian.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "signals.h"

namespace mood::features {
namespace {

constexpr float kUntouched = -1;

struct Matrix {
  Matrix(size_t rows, size_t columns)
      : rows(rows), columns(columns), values(rows * columns) {}
  float& at(size_t row, size_t column) {
    return values[row * columns + column];
  }
  float at(size_t row, size_t column) const {
    return values[row * columns + column];
  }
  bool operator==(const Matrix&) const = default;

  size_t rows;
  size_t columns;
  std::vector<float> values;
};

/// Values >= 0; of @p levels different ones, if that is not 0.
Matrix random_matrix(size_t rows, size_t columns, unsigned levels,
                     uint32_t seed) {
  Matrix matrix(rows, columns);
  test::Noise noise(seed);
  for (float& value : matrix.values) {
    value = std::abs(noise.next());
    if (levels != 0) value = std::floor(value * float(levels));
  }
  return matrix;
}

template <typename At>
float naive_median(size_t centre, size_t count, At at) {
  std::array<float, RunningMedian::kLength> window;
  for (size_t i = 0; i < window.size(); ++i)
    window[i] = at(reflected(
        ptrdiff_t(centre + i) - ptrdiff_t(RunningMedian::kReach), count));
  std::nth_element(window.begin(), window.begin() + RunningMedian::kReach,
                   window.end());
  return window[RunningMedian::kReach];
}

Matrix naive_down(const Matrix& in) {
  Matrix out(in.rows, in.columns);
  for (size_t row = 0; row < in.rows; ++row)
    for (size_t column = 0; column < in.columns; ++column)
      out.at(row, column) = naive_median(
          row, in.rows, [&](size_t i) { return in.at(i, column); });
  return out;
}

Matrix naive_along(const Matrix& in) {
  Matrix out(in.rows, in.columns);
  for (size_t row = 0; row < in.rows; ++row)
    for (size_t column = 0; column < in.columns; ++column)
      out.at(row, column) = naive_median(
          column, in.columns, [&](size_t i) { return in.at(row, i); });
  return out;
}

/// Without the surplus of a stride, which must not have been written.
Matrix without_surplus(const std::vector<float>& values, size_t rows,
                       size_t columns, size_t stride) {
  Matrix out(rows, columns);
  for (size_t i = 0; i < values.size(); ++i) {
    if (i % stride < columns && i / stride < rows)
      out.at(i / stride, i % stride) = values[i];
    else
      EXPECT_EQ(values[i], kUntouched) << "at " << i;
  }
  return out;
}

/// Rows @p first to @p first + @p count.
Matrix down(const Matrix& in, size_t first, size_t count, Isa isa) {
  std::vector<const float*> table(RunningMedian::table_size(count));
  for (size_t i = 0; i < table.size(); ++i)
    table[i] =
        &in.values[in.columns * reflected(ptrdiff_t(first + i) -
                                              ptrdiff_t(RunningMedian::kLead),
                                          in.rows)];
  const size_t stride = in.columns + 3;
  std::vector<float> out((count + 1) * stride, kUntouched);
  RunningMedian(isa).down(table.data(), count, in.columns, out.data(), stride);
  return without_surplus(out, count, in.columns, stride);
}

Matrix along(const Matrix& in, Isa isa) {
  std::vector<const float*> rows(in.rows);
  for (size_t i = 0; i < in.rows; ++i) rows[i] = &in.values[i * in.columns];
  const size_t stride = in.columns + 3;
  std::vector<float> out((in.rows + 1) * stride, kUntouched);
  RunningMedian(isa).along(rows.data(), in.rows, in.columns, out.data(),
                           stride);
  return without_surplus(out, in.rows, in.columns, stride);
}

TEST(Reflected, RepeatsTheEdgeValueAndTurnsAgain) {
  std::vector<size_t> indices;
  for (ptrdiff_t i = -7; i < 9; ++i) indices.push_back(reflected(i, 3));
  EXPECT_EQ(indices, (std::vector<size_t>{0, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0,
                                          0, 1, 2}));
  for (ptrdiff_t i = -40; i < 40; ++i) EXPECT_EQ(reflected(i, 1), 0u);
}

class EveryIsa : public testing::TestWithParam<Isa> {};

INSTANTIATE_TEST_SUITE_P(RunningMedian, EveryIsa,
                         testing::ValuesIn(available_isas().begin(),
                                           available_isas().end()),
                         [](const auto& info) {
                           return info.param == Isa::kBaseline ? "baseline"
                                                               : "x86_64_v3";
                         });

TEST_P(EveryIsa, DownEqualsTheNaiveMedian) {
  for (size_t rows = 1; rows <= 70; ++rows)
    for (const size_t columns : {8u, 9u, 15u, 33u})
      for (const unsigned levels : {0u, 3u}) {
        const auto in =
            random_matrix(rows, columns, levels, uint32_t(rows + columns));
        ASSERT_EQ(down(in, 0, rows, GetParam()), naive_down(in))
            << rows << " x " << columns;
      }
}

TEST_P(EveryIsa, DownStartsAndStopsAnywhere) {
  const auto in = random_matrix(60, 11, 0, 7);
  const auto expected = naive_down(in);
  for (size_t first = 0; first < in.rows; ++first)
    for (size_t count = 1; first + count <= in.rows; ++count) {
      const auto out = down(in, first, count, GetParam());
      ASSERT_TRUE(std::equal(out.values.begin(), out.values.end(),
                             expected.values.begin() + first * in.columns))
          << first << " + " << count;
    }
}

TEST_P(EveryIsa, AlongEqualsTheNaiveMedian) {
  for (size_t columns = 1; columns <= 100; ++columns)
    for (const unsigned levels : {0u, 3u}) {
      const auto in =
          random_matrix(1 + columns % 19, columns, levels, uint32_t(columns));
      ASSERT_EQ(along(in, GetParam()), naive_along(in))
          << in.rows << " x " << columns;
    }
}

TEST_P(EveryIsa, AlongEqualsTheNaiveMedianOfASpectrum) {
  for (size_t rows = 1; rows <= 10; ++rows) {
    const auto in = random_matrix(rows, 1025, 0, uint32_t(rows));
    ASSERT_EQ(along(in, GetParam()), naive_along(in)) << rows;
  }
}

}  // namespace
}  // namespace mood::features
