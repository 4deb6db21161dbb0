/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "figure.h"

namespace mood::accuracy {

using bench::Figure;

/// Intervals by resampling groups of rows with replacement: clips of one
/// artist are alike, so that they come and go together.
/// Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 8, 13.
class Bootstrap {
 public:
  struct Parameters {
    size_t draws = 1000;
    double coverage = 0.95;  ///< share of the draws inside the interval
    uint64_t seed = 1;
  };
  /// A number from rows, of which some may be given more than once.
  using Statistic = std::function<double(std::span<const size_t>)>;

  /// @param groups of each row, for example its artist.
  Bootstrap(std::span<const std::string> groups, const Parameters& parameters);
  explicit Bootstrap(std::span<const std::string> groups)
      : Bootstrap(groups, Parameters()) {}

  /// @p statistic of all rows, and its percentile interval, which is not a
  /// number if there are fewer than two groups. The same every time.
  Figure figure(const Statistic& statistic) const;
  /// Of the mean of @p values, one for each row, those left out that are not a
  /// number.
  Figure mean(std::span<const double> values) const;

 private:
  std::vector<size_t> draw(std::mt19937_64& random) const;

  Parameters parameters_;
  size_t rows_;
  std::vector<std::vector<size_t>> groups_;
};

}  // namespace mood::accuracy
