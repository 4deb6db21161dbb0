/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "rhythm/tempoonsets.h"

namespace mood {

/// Autocorrelation of each register's onset strength up to 7 s, kept up to
/// date with every hop: what was heard fades over memory_s, and everything
/// counts while the music is younger than that. A cut in the sound costs
/// nothing but the products across it.
class Tempogram {
 public:
  static constexpr size_t kLags = 300;
  static constexpr size_t kSeries = TempoOnsets::kStrengths;
  struct Parameters {
    double hop_s = 512 / 22050.0;
    double memory_s = 10;
    double level_s = 1;     ///< the strength's own mean over this is taken off
    float least_hops = 30;  ///< a lag is known after so many products
  };

  explicit Tempogram(const Parameters& parameters);

  void process(const TempoOnsets::Strengths& strengths);
  /// Brings correlation() up to date.
  void correlate();
  /// -1..1 of each lag in hops, 1 at lag 0; 0 where nothing is known.
  std::span<const float> correlation(size_t series) const {
    return std::span(correlation_).subspan(series * kLags, kLags);
  }
  /// A cut: no products across it.
  void cut();
  void reset();

 private:
  // The last row counts the products.
  static constexpr size_t kRows = kSeries + 1;
  static constexpr size_t kRing = 1024;

  Parameters parameters_;
  float keep_;
  double level_step_;
  std::array<double, kSeries> level_ = {};
  double level_weight_ = 0;
  std::vector<float> history_;  ///< rows of kRing, newest first from newest_
  size_t newest_ = 0;
  std::vector<float> sums_;  ///< rows of kLags
  std::vector<float> correlation_;
};

}  // namespace mood
