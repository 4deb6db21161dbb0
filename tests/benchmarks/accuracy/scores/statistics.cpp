/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace mood::accuracy {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Sums of squares and products about the means.
struct Moments {
  double xx = 0, yy = 0, xy = 0;
  double mean_x = 0, mean_y = 0;
};

Moments moments(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  Moments sums{.mean_x = mean(x), .mean_y = mean(y)};
  for (size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - sums.mean_x;
    const double dy = y[i] - sums.mean_y;
    sums.xx += dx * dx;
    sums.yy += dy * dy;
    sums.xy += dx * dy;
  }
  return sums;
}

/// The mean of many equal numbers is not quite that number.
bool alike(std::span<const double> values) {
  return values.empty() ||
         std::ranges::all_of(values, [&](double v) { return v == values[0]; });
}

/// 1..n; values that are alike share the mean of their ranks.
std::vector<double> ranks(std::span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (size_t first = 0; first < order.size();) {
    size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]])
      ++end;
    for (size_t i = first; i < end; ++i)
      ranks[order[i]] = double(first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

}  // namespace

double mean(std::span<const double> values) {
  if (values.empty()) return kUndefined;
  return std::accumulate(values.begin(), values.end(), 0.0) /
         double(values.size());
}

double pearson(std::span<const double> x, std::span<const double> y) {
  if (alike(x) || alike(y)) return kUndefined;
  const Moments sums = moments(x, y);
  return sums.xy / std::sqrt(sums.xx * sums.yy);
}

double concordance(std::span<const double> x, std::span<const double> y) {
  if (alike(x) || alike(y)) return kUndefined;
  const Moments sums = moments(x, y);
  const double shift = sums.mean_x - sums.mean_y;
  return 2 * sums.xy / (sums.xx + sums.yy + double(x.size()) * shift * shift);
}

double spearman(std::span<const double> x, std::span<const double> y) {
  return pearson(ranks(x), ranks(y));
}

double quantile(std::span<const double> values, double share) {
  if (values.empty()) return kUndefined;
  std::vector<double> sorted(values.begin(), values.end());
  const double place = share * double(sorted.size() - 1);
  const auto below = sorted.begin() + std::ptrdiff_t(place);
  std::ranges::nth_element(sorted, below);
  if (below + 1 == sorted.end()) return *below;
  const double above = *std::min_element(below + 1, sorted.end());
  return *below + (place - std::floor(place)) * (above - *below);
}

int quadrant(double valence, double arousal) {
  if (valence >= 0) return arousal >= 0 ? 1 : 4;
  return arousal >= 0 ? 2 : 3;
}

}  // namespace mood::accuracy
