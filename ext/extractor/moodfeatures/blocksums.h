/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "moodfeatures/moodfeaturebank.h"

namespace mood {

/// Sums over a stretch of frames from which mean, deviation and deviation of
/// the changes of each value follow. Stretches add up.
template <size_t N>
struct Moments {
  size_t count = 0;
  std::array<double, N> sum = {};
  std::array<double, N> square = {};
  std::array<double, N> step = {};   ///< squares of the changes
  double blocks = 0;                 ///< stretches added
  std::array<double, N> level = {};  ///< squares of the stretches' means

  void add(std::span<const float, N> now, std::span<const float, N> before) {
    ++count;
    for (size_t i = 0; i < N; ++i) {
      const double x = now[i];
      const double change = x - before[i];
      sum[i] += x;
      square[i] += x * x;
      step[i] += change * change;
    }
  }
  /// A block that is complete.
  void close() {
    if (count == 0) return;
    blocks = 1;
    for (size_t i = 0; i < N; ++i) {
      const double mean = sum[i] / static_cast<double>(count);
      level[i] = mean * mean;
    }
  }
  void add(const Moments& other) {
    count += other.count;
    blocks += other.blocks;
    for (size_t i = 0; i < N; ++i) {
      sum[i] += other.sum[i];
      square[i] += other.square[i];
      step[i] += other.step[i];
      level[i] += other.level[i];
    }
  }

  double mean(size_t i) const {
    return count > 0 ? sum[i] / static_cast<double>(count) : 0;
  }
  double deviation(size_t i) const;
  /// Root mean square change from frame to frame.
  double change(size_t i) const;
  /// Deviation of the stretches' means: slow movement.
  double drift(size_t i) const;
};

/// What is kept of half a second, and, added up, of any longer span.
struct BlockSums {
  static constexpr size_t kHops = 20;  ///< of a block: 0.46 s, 5 tone frames
  static constexpr size_t kLags = 66;  ///< hops, 0..1.5 s
  static constexpr size_t kSeries = 2;

  Moments<HopFeatures::kCount> hops;
  Moments<ToneFeatures::kCount> tones;
  std::array<double, WaveMoments::kSums> wave = {};
  /// x[t] * x[t - lag] of the onset strength and of the bass' rises.
  std::array<std::array<double, kLags>, kSeries> products = {};
  std::array<double, 3> flux_powers = {};  ///< sums of its 2nd..4th powers
  double level_cubes_db = 0;               ///< sum of level^3

  void add(const BlockSums& other);
};

}  // namespace mood
