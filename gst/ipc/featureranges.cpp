/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "featureranges.h"

#include <algorithm>
#include <span>

namespace mood {
namespace {

struct Range {
  double low;
  double high;
};

/// Means of single-precision values may end a little beside the range.
constexpr double kSlack = 1e-3;
constexpr Range kShare = {-kSlack, 1 + kSlack};
constexpr Range kSigned = {-1 - kSlack, 1 + kSlack};
constexpr Range kFrequency_hz = {0, kFeatureRate_hz / 2 + 1};
constexpr Range kDecibels = {-1000, 1000};
/// MFCC are sums over 128 bands of decibels, weighted by at most 1.
constexpr Range kCepstrum = {-1e6, 1e6};

/// In the order of kFeatureFields.
constexpr std::array<Range, kFeatureFields.size()> kRanges = {{
    {-0.5 - kSlack, 0.5 + kSlack},  // tuning
    kShare,                         // chroma
    kShare,                         // chroma-std
    kSigned,                        // key-correlation
    {0, 1000},                      // tempo
    kDecibels,                      // spectral-contrast
    kDecibels,                      // brightness-contrast
    kFrequency_hz,                  // spectral-rolloff
    kShare,                         // zero-crossing-rate
    kCepstrum,                      // mfcc
    {0, 1e6},                       // mfcc-std
    kCepstrum,                      // mfcc-energy
    kCepstrum,                      // mfcc-timbre
    kFrequency_hz,                  // spectral-centroid
    kFrequency_hz,                  // spectral-centroid-std
    kFrequency_hz,                  // spectral-bandwidth
    {0, kFeatureRate_hz},           // onset-rate: of very short windows
    {0, 1000},                      // onset-strength
    kSigned,                        // tonnetz
    kShare,                         // tonnetz-stability
    // The parts are separated by masks and transformed back, which need not
    // keep the energy to the last bit.
    {-kSlack, 2},      // harmonic-ratio
    {-1, 1 + kSlack},  // percussive-ratio
    kShare,            // rhythm-regularity
    kShare,            // tempo-stability
}};

}  // namespace

bool in_range(const FeatureSet& features) {
  if (features.key >= kPitchClassNames.size() ||
      static_cast<size_t>(features.mode) >= kModeNames.size())
    return false;
  for (size_t i = 0; i < kFeatureFields.size(); ++i) {
    const FeatureField& field = kFeatureFields[i];
    // Written so that NaN fails.
    const auto fits = [&](double value) {
      return value >= kRanges[i].low && value <= kRanges[i].high;
    };
    const std::span values(feature_values(features, field), field.count);
    if (!std::all_of(values.begin(), values.end(), fits)) return false;
  }
  return true;
}

}  // namespace mood
