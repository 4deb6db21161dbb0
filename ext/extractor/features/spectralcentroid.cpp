/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectralcentroid.h"

#include <limits>

#include "features/statistics.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;

/// Sums of S and of bin * S per lane.
MOOD_INLINE void moments_body(const float* magnitudes, double* mass,
                              double* first) {
  Double4 m[2] = {};
  Double4 f[2] = {};
  for (size_t bin = 0; bin < kBins; ++bin) {
    const float* s = magnitudes + bin * kLanes;
    for (size_t h = 0; h < 2; ++h) {
      const Double4 v = __builtin_convertvector(
          *reinterpret_cast<const Float4*>(s + 4 * h), Double4);
      m[h] += v;
      f[h] += v * double(bin);
    }
  }
  for (size_t lane = 0; lane < kLanes; ++lane) {
    mass[lane] = m[lane / 4][lane % 4];
    first[lane] = f[lane / 4][lane % 4];
  }
}
MOOD_DISPATCH(void, moments,
              (const float* magnitudes, double* mass, double* first),
              (magnitudes, mass, first), moments_body)

}  // namespace

SpectralCentroid::SpectralCentroid(const Parameters& parameters)
    : values_hz_(parameters.maximum_frames, 1),
      moments_(moments_for(parameters.isa)) {}

void SpectralCentroid::process(const FrameTile& tile) {
  double mass[kLanes];
  double first[kLanes];
  moments_(tile.magnitudes(), mass, first);
  for (size_t lane = 0; lane < tile.count(); ++lane)
    values_hz_.row(tile.frame(lane))[0] =
        mass[lane] < std::numeric_limits<float>::min()
            ? 0
            : first[lane] / mass[lane] * kRate_hz / double(kFftSize);
}

double SpectralCentroid::mean_hz(size_t frames) const {
  return spread_over(frames, [this](size_t t) { return value_hz(t); }).mean();
}

double SpectralCentroid::deviation_hz(size_t frames) const {
  return spread_over(frames, [this](size_t t) { return value_hz(t); })
      .deviation();
}

}  // namespace mood::features
