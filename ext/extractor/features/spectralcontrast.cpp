/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectralcontrast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;
constexpr size_t kBands = SpectralContrast::kBands;
constexpr float kMinimum = 1e-10f;
constexpr float kRange_db = 80;

/// A band's bins, and how many of them make its peak and its valley (2 %).
struct Band {
  size_t begin;
  size_t end;
  size_t extreme;
};
constexpr Band kBand[kBands] = {{0, 18, 1},    {18, 37, 1},   {37, 74, 1},
                                {74, 148, 2},  {148, 297, 3}, {297, 594, 6},
                                {594, 1025, 9}};

/// Sorts a vector of values into lists of the largest and of the smallest.
template <size_t count, typename V>
MOOD_INLINE void insert(V value, V* largest, V* smallest) {
  V up = value;
  V down = value;
  for (size_t i = 0; i < count; ++i) {
    const V most = up > largest[i] ? up : largest[i];
    up = up < largest[i] ? up : largest[i];
    largest[i] = most;
    const V least = down < smallest[i] ? down : smallest[i];
    down = down > smallest[i] ? down : smallest[i];
    smallest[i] = least;
  }
}

template <size_t b, typename V>
MOOD_INLINE void band_body(const float* magnitudes, float* peaks,
                           float* valleys) {
  constexpr Band band = kBand[b];
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  V largest[band.extreme];
  V smallest[band.extreme];
  for (size_t i = 0; i < band.extreme; ++i) {
    largest[i] = V{} - kInfinity;
    smallest[i] = V{} + kInfinity;
  }
  for (size_t bin = band.begin; bin < band.end; ++bin)
    insert<band.extreme>(load<V>(magnitudes + bin * kLanes), largest, smallest);
  // Both from the smaller to the larger, as a sorted array is summed.
  V peak = {};
  V valley = {};
  for (size_t i = 0; i < band.extreme; ++i) {
    peak += largest[band.extreme - 1 - i];
    valley += smallest[i];
  }
  store<V>(peaks + b * kLanes, peak / float(band.extreme));
  store<V>(valleys + b * kLanes, valley / float(band.extreme));
}

template <typename V>
MOOD_INLINE void extremes_body(const float* magnitudes, float* peaks,
                               float* valleys) {
  for (size_t lane = 0; lane < kLanes; lane += sizeof(V) / sizeof(float)) {
    band_body<0, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<1, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<2, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<3, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<4, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<5, V>(magnitudes + lane, peaks + lane, valleys + lane);
    band_body<6, V>(magnitudes + lane, peaks + lane, valleys + lane);
  }
}
MOOD_DISPATCH_WIDE(void, extremes,
                   (const float* magnitudes, float* peaks, float* valleys),
                   (magnitudes, peaks, valleys), extremes_body)

float decibels(float value) {
  return 10 * std::log10(std::max(value, kMinimum));
}

}  // namespace

SpectralContrast::SpectralContrast(const Parameters& parameters)
    : levels_db_(parameters.maximum_frames, 1),
      extremes_(extremes_for(parameters.isa)) {}

void SpectralContrast::process(const FrameTile& tile) {
  float peaks[kBands * kLanes];
  float valleys[kBands * kLanes];
  extremes_(tile.magnitudes(), peaks, valleys);
  for (size_t lane = 0; lane < tile.count(); ++lane) {
    Levels& levels = levels_db_.row(tile.frame(lane))[0];
    for (size_t b = 0; b < kBands; ++b) {
      levels.peak[b] = decibels(peaks[b * kLanes + lane]);
      levels.valley[b] = decibels(valleys[b * kLanes + lane]);
    }
  }
}

void SpectralContrast::finish(size_t frames) {
  float peak = -std::numeric_limits<float>::infinity();
  float valley = peak;
  for (size_t t = 0; t < frames; ++t) {
    const Levels& levels = levels_db_.row(t)[0];
    for (size_t b = 0; b < kBands; ++b) {
      peak = std::max(peak, levels.peak[b]);
      valley = std::max(valley, levels.valley[b]);
    }
  }
  mean_db_ = {};
  for (size_t t = 0; t < frames; ++t) {
    const Levels& levels = levels_db_.row(t)[0];
    for (size_t b = 0; b < kBands; ++b)
      mean_db_[b] += double(std::max(levels.peak[b], peak - kRange_db)) -
                     double(std::max(levels.valley[b], valley - kRange_db));
  }
  for (double& mean : mean_db_) mean /= double(std::max<size_t>(frames, 1));
}

double SpectralContrast::brightness_db() const {
  return (mean_db_[4] + mean_db_[5] + mean_db_[6]) / 3;
}

}  // namespace mood::features
