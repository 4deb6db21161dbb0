/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/frametile.h"

#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;

MOOD_INLINE void interleave_body(const float* const* rows,
                                 float* __restrict out) {
  for (size_t bin = 0; bin < kBins; ++bin)
    for (size_t lane = 0; lane < kLanes; ++lane)
      out[bin * kLanes + lane] = rows[lane][bin];
}
MOOD_DISPATCH(void, interleave, (const float* const* rows, float* out),
              (rows, out), interleave_body)

}  // namespace

FrameTile::FrameTile(Isa isa)
    : magnitudes_(kBins * kLanes), interleave_(interleave_for(isa)) {}

void FrameTile::load(const Spectrogram& spectrogram,
                     const std::array<size_t, kLanes>& frames, size_t count) {
  count_ = count;
  std::array<const float*, kLanes> rows;
  for (size_t lane = 0; lane < kLanes; ++lane) {
    frames_[lane] = frames[lane < count ? lane : count - 1];
    rows[lane] = spectrogram.magnitude(frames_[lane]).data();
  }
  interleave_(rows.data(), magnitudes_.data());
}

}  // namespace mood::features
