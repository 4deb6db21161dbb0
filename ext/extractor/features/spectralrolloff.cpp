/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectralrolloff.h"

#include "features/statistics.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;
constexpr float kShare = 0.85f;

/// Cumulates one bin after the other in single precision, as numpy does: the
/// threshold may fall between two bins by the last bit. The number of bins
/// below it is the index of the first that is not.
template <typename V>
MOOD_INLINE void search_body(const float* magnitudes, float* cumulated,
                             float* bins) {
  for (size_t lane = 0; lane < kLanes; lane += sizeof(V) / sizeof(float)) {
    V sum = {};
    for (size_t bin = 0; bin < kBins; ++bin) {
      sum += load<V>(magnitudes + bin * kLanes + lane);
      store<V>(cumulated + bin * kLanes + lane, sum);
    }
    const V threshold = sum * kShare;
    const V one = V{} + 1;
    V below = {};
    for (size_t bin = 0; bin < kBins; ++bin) {
      const V c = load<V>(cumulated + bin * kLanes + lane);
      below += c < threshold ? one : V{};
    }
    store<V>(bins + lane, below);
  }
}
MOOD_DISPATCH_WIDE(void, search,
                   (const float* magnitudes, float* cumulated, float* bins),
                   (magnitudes, cumulated, bins), search_body)

}  // namespace

SpectralRolloff::SpectralRolloff(const Parameters& parameters)
    : bins_(parameters.maximum_frames, 1),
      cumulated_(kBins * kLanes),
      search_(search_for(parameters.isa)) {}

void SpectralRolloff::process(const FrameTile& tile) {
  float bins[kLanes];
  search_(tile.magnitudes(), cumulated_.data(), bins);
  for (size_t lane = 0; lane < tile.count(); ++lane)
    bins_.row(tile.frame(lane))[0] = bins[lane];
}

double SpectralRolloff::mean_hz(size_t frames) const {
  return spread_over(frames, [this](size_t t) { return value_hz(t); }).mean();
}

}  // namespace mood::features
