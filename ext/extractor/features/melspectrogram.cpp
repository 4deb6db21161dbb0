/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/melspectrogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simd/decibel.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

constexpr size_t kLanes = FrameTile::kLanes;
constexpr float kMinimumPower = 1e-10f;
constexpr float kRange_db = 80;

/// Slaney's mel scale: linear to 1 kHz, logarithmic above.
constexpr double kLinear_hz = 200.0 / 3;  ///< per mel
constexpr double kBreak_hz = 1000;
constexpr double kBreak_mel = kBreak_hz / kLinear_hz;
const double kLogStep = std::log(6.4) / 27;

double mel_of(double hz) {
  return hz < kBreak_hz ? hz / kLinear_hz
                        : kBreak_mel + std::log(hz / kBreak_hz) / kLogStep;
}

double hz_of(double mel) {
  return mel < kBreak_mel ? mel * kLinear_hz
                          : kBreak_hz * std::exp(kLogStep * (mel - kBreak_mel));
}

using Band = MelSpectrogram::Band;

MOOD_INLINE void fold_body(const float* magnitudes, float* power,
                           const Band* bands, const float* weights,
                           float* levels) {
  for (size_t i = 0; i < kBins * kLanes; ++i)
    power[i] = magnitudes[i] * magnitudes[i];
  const Float8 minimum = Float8{} + kMinimumPower;
  for (size_t b = 0; b < MelSpectrogram::kBands; ++b) {
    Float8 sum = {};
    for (size_t i = 0; i < bands[b].count; ++i)
      sum += weights[bands[b].weights + i] *
             *reinterpret_cast<const Float8*>(power +
                                              (bands[b].begin + i) * kLanes);
    *reinterpret_cast<Float8*>(levels + b * kLanes) =
        decibels(sum > minimum ? sum : minimum);
  }
}
MOOD_DISPATCH(void, fold,
              (const float* magnitudes, float* power, const Band* bands,
               const float* weights, float* levels),
              (magnitudes, power, bands, weights, levels), fold_body)

}  // namespace

MelSpectrogram::MelSpectrogram(const Parameters& parameters)
    : power_(kBins * kLanes),
      levels_(kBands * kLanes),
      levels_db_(parameters.maximum_frames, kBands),
      fold_(fold_for(parameters.isa)) {
  std::vector<double> edges_hz(kBands + 2);
  const double top = mel_of(kRate_hz / 2);
  for (size_t i = 0; i < edges_hz.size(); ++i)
    edges_hz[i] = hz_of(top * double(i) / double(kBands + 1));
  for (size_t b = 0; b < kBands; ++b) {
    const double low = edges_hz[b];
    const double middle = edges_hz[b + 1];
    const double high = edges_hz[b + 2];
    Band band{0, 0, weights_.size()};
    for (size_t bin = 0; bin < kBins; ++bin) {
      const double hz = double(bin) * kRate_hz / double(kFftSize);
      const double ramp =
          std::min((hz - low) / (middle - low), (high - hz) / (high - middle));
      if (ramp <= 0) continue;
      if (band.count++ == 0) band.begin = bin;
      weights_.push_back(float(double(float(ramp)) * 2 / (high - low)));
    }
    bands_.push_back(band);
  }
}

void MelSpectrogram::process(const FrameTile& tile) {
  fold_(tile.magnitudes(), power_.data(), bands_.data(), weights_.data(),
        levels_.data());
  for (size_t lane = 0; lane < tile.count(); ++lane) {
    const auto row = levels_db_.row(tile.frame(lane));
    for (size_t b = 0; b < kBands; ++b) row[b] = levels_[b * kLanes + lane];
  }
}

float MelSpectrogram::floor_db(size_t frames) const {
  float highest = -std::numeric_limits<float>::infinity();
  for (size_t t = 0; t < frames; ++t) {
    const auto row = levels_db_.row(t);
    highest = std::max(highest, *std::max_element(row.begin(), row.end()));
  }
  return highest - kRange_db;
}

}  // namespace mood::features
