/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectralbandwidth.h"

#include <cmath>
#include <limits>

#include "features/statistics.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;
constexpr double kBin_hz = kRate_hz / double(kFftSize);

/// Sums of S and of (bin - centre)^2 * S per lane.
MOOD_INLINE void moments_body(const float* magnitudes, const double* centre,
                              double* mass, double* second) {
  Double4 c[2];
  Double4 m[2] = {};
  Double4 f[2] = {};
  for (size_t h = 0; h < 2; ++h)
    c[h] = *reinterpret_cast<const Double4*>(centre + 4 * h);
  for (size_t bin = 0; bin < kBins; ++bin) {
    const float* s = magnitudes + bin * kLanes;
    for (size_t h = 0; h < 2; ++h) {
      const Double4 v = __builtin_convertvector(
          *reinterpret_cast<const Float4*>(s + 4 * h), Double4);
      const Double4 d = double(bin) - c[h];
      m[h] += v;
      f[h] += v * d * d;
    }
  }
  for (size_t lane = 0; lane < kLanes; ++lane) {
    mass[lane] = m[lane / 4][lane % 4];
    second[lane] = f[lane / 4][lane % 4];
  }
}
MOOD_DISPATCH(void, moments,
              (const float* magnitudes, const double* centre, double* mass,
               double* second),
              (magnitudes, centre, mass, second), moments_body)

}  // namespace

SpectralBandwidth::SpectralBandwidth(const Parameters& parameters)
    : values_hz_(parameters.maximum_frames, 1),
      moments_(moments_for(parameters.isa)) {}

void SpectralBandwidth::process(const FrameTile& tile,
                                const SpectralCentroid& centroid) {
  double centre[kLanes];
  for (size_t lane = 0; lane < kLanes; ++lane)
    centre[lane] = centroid.value_hz(tile.frame(lane)) / kBin_hz;
  double mass[kLanes];
  double second[kLanes];
  moments_(tile.magnitudes(), centre, mass, second);
  for (size_t lane = 0; lane < tile.count(); ++lane)
    values_hz_.row(tile.frame(lane))[0] =
        mass[lane] < std::numeric_limits<float>::min()
            ? 0
            : std::sqrt(second[lane] / mass[lane]) * kBin_hz;
}

double SpectralBandwidth::mean_hz(size_t frames) const {
  return spread_over(frames, [this](size_t t) { return value_hz(t); }).mean();
}

}  // namespace mood::features
