/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace mood::features {

/// Mean and standard deviation (numpy's: divided by the count) of values added
/// one by one, with the first as origin, so that a small spread about a large
/// mean keeps its digits.
class Spread {
 public:
  void add(double value) {
    if (count_++ == 0) origin_ = value;
    const double d = value - origin_;
    sum_ += d;
    squares_ += d * d;
  }
  double mean() const { return count_ ? origin_ + sum_ / double(count_) : 0; }
  double deviation() const {
    if (count_ == 0) return 0;
    const double mean = sum_ / double(count_);
    return std::sqrt(std::max(0.0, squares_ / double(count_) - mean * mean));
  }

 private:
  size_t count_ = 0;
  double origin_ = 0;
  double sum_ = 0;
  double squares_ = 0;
};

/// Spread of value(0) to value(count - 1).
template <typename Value>
Spread spread_over(size_t count, Value value) {
  Spread spread;
  for (size_t i = 0; i < count; ++i) spread.add(value(i));
  return spread;
}

/// numpy.median of a non-empty span, which it reorders.
template <typename T>
T median_in_place(std::span<T> values) {
  const size_t half = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + ptrdiff_t(half),
                   values.end());
  if (values.size() % 2) return values[half];
  const T below =
      *std::max_element(values.begin(), values.begin() + ptrdiff_t(half));
  return (below + values[half]) / 2;
}

}  // namespace mood::features
