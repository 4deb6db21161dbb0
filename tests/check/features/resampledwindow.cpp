/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resampledwindow.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "goldencheck.h"
#include "signals.h"
#include "windowresampler.h"

namespace mood::features {
namespace {

/// What resampy's rounding comes to.
constexpr float kNoise = 8 * 0x1p-23f;
constexpr int kDraws = 8;
/// A few draws do not show the largest change.
constexpr double kWorseDraw = 2;

/// How far noise of kNoise moves each value.
FeatureSet noise_tolerance(std::span<const float> samples,
                           const FeatureSet& without) {
  FeatureSet tolerance = without;
  const auto values = [](FeatureSet& set, const FeatureField& field) {
    return std::span(const_cast<double*>(feature_values(set, field)),
                     field.count);
  };
  for (const auto& field : kFeatureFields)
    std::ranges::fill(values(tolerance, field), 0);
  test::Noise noise(1);
  for (int draw = 0; draw < kDraws; ++draw) {
    std::vector<float> noisy(samples.begin(), samples.end());
    for (float& sample : noisy) sample *= 1 + kNoise * noise.next();
    auto features = *analyse(noisy).features;
    for (const auto& field : kFeatureFields)
      for (size_t i = 0; i < field.count; ++i) {
        double& largest = values(tolerance, field)[i];
        const double change =
            values(features, field)[i] - feature_values(without, field)[i];
        largest = std::max(largest, kWorseDraw * std::abs(change));
      }
  }
  return tolerance;
}

}  // namespace

std::string resampled_deviations(std::span<const float> samples,
                                 const test::GoldenCase& window,
                                 const test::GoldenReference& reference) {
  const bool kaiser = reference.kind == "kaiser_best";
  WindowResampler resampler({.rate_hz = window.rate_hz,
                             .maximum_frames = samples.size(),
                             .quality = kaiser ? ResamplerQuality::kKaiserBest
                                               : ResamplerQuality::kSoxrHq});
  const auto resampled = resampler.process(samples);
  const auto result = analyse(resampled);
  const auto found = deviations(result, window, reference);
  if (found.empty() || !kaiser || !result.features) return found;
  const auto noise = noise_tolerance(resampled, *result.features);
  return deviations(result, window, reference, &noise);
}

}  // namespace mood::features
