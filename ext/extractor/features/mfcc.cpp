/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/mfcc.h"

#include <cmath>
#include <numbers>

#include "features/statistics.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kBands = MelSpectrogram::kBands;
constexpr size_t kCoefficients = Mfcc::kCoefficients;

MOOD_INLINE void transform_body(const float* levels_db, float floor_db,
                                const float* cosines, float* out) {
  const Float8 floor = Float8{} + floor_db;
  Float8 held[kBands / 8];
  for (size_t i = 0; i < kBands / 8; ++i) {
    const Float8 v = *reinterpret_cast<const Float8*>(levels_db + 8 * i);
    held[i] = v > floor ? v : floor;
  }
  for (size_t c = 0; c < kCoefficients; ++c) {
    Float8 sum = {};
    for (size_t i = 0; i < kBands / 8; ++i)
      sum += held[i] *
             *reinterpret_cast<const Float8*>(cosines + c * kBands + 8 * i);
    float total = 0;
    for (size_t lane = 0; lane < 8; ++lane) total += sum[lane];
    out[c] = total;
  }
}
MOOD_DISPATCH(void, transform,
              (const float* levels_db, float floor_db, const float* cosines,
               float* out),
              (levels_db, floor_db, cosines, out), transform_body)

}  // namespace

Mfcc::Mfcc(Isa isa)
    : cosines_(kCoefficients * kBands), transform_(transform_for(isa)) {
  for (size_t c = 0; c < kCoefficients; ++c)
    for (size_t b = 0; b < kBands; ++b)
      cosines_[c * kBands + b] = float(
          std::sqrt((c == 0 ? 1.0 : 2.0) / kBands) *
          std::cos(std::numbers::pi / kBands * (double(b) + 0.5) * double(c)));
}

void Mfcc::process(const MelSpectrogram& mel, size_t frames, float floor_db) {
  std::array<Spread, kCoefficients> spreads;
  float row[kCoefficients];
  for (size_t t = 0; t < frames; ++t) {
    transform_(mel.levels_db(t).data(), floor_db, cosines_.data(), row);
    for (size_t c = 0; c < kCoefficients; ++c) spreads[c].add(row[c]);
  }
  for (size_t c = 0; c < kCoefficients; ++c) {
    mean_[c] = spreads[c].mean();
    deviation_[c] = spreads[c].deviation();
  }
}

}  // namespace mood::features
