/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moodfeatures/tonality.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mood {

namespace {

using Profile = std::array<double, 12>;

constexpr Profile kMajor = {.238, .006, .111, .006, .137, .094,
                            .016, .214, .009, .080, .008, .081};
constexpr Profile kMinor = {.220, .006, .104, .123, .019, .103,
                            .012, .214, .062, .022, .061, .052};

Profile standardised(const Profile& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 12;
  Profile result;
  double square = 0;
  for (size_t i = 0; i < 12; ++i) {
    result[i] = values[i] - mean;
    square += result[i] * result[i];
  }
  const double scale = square > 1e-18 ? 1 / std::sqrt(square) : 0;
  for (double& value : result) value *= scale;
  return result;
}

double correlation(const Profile& classes, const Profile& profile,
                   size_t tonic) {
  double sum = 0;
  for (size_t i = 0; i < 12; ++i) sum += classes[(i + tonic) % 12] * profile[i];
  return sum;
}

}  // namespace

Tonality tonality(const std::array<double, 12>& classes) {
  static const Profile major = standardised(kMajor);
  static const Profile minor = standardised(kMinor);
  const Profile centred = standardised(classes);
  double best = -1;
  double second = -1;
  double best_major = -1;
  double best_minor = -1;
  for (size_t tonic = 0; tonic < 12; ++tonic) {
    const double as_major = correlation(centred, major, tonic);
    const double as_minor = correlation(centred, minor, tonic);
    best_major = std::max(best_major, as_major);
    best_minor = std::max(best_minor, as_minor);
    for (const double value : {as_major, as_minor}) {
      second = std::max(second, std::min(value, best));
      best = std::max(best, value);
    }
  }
  return {best, best - second, best_major - best_minor};
}

}  // namespace mood
