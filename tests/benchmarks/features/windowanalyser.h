/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <optional>
#include <span>

#include "features/featureextractor.h"
#include "input.h"
#include "windowresampler.h"

namespace mood::bench {

/// Resampler and extractor for windows of one length, as the helper has them.
class WindowAnalyser {
 public:
  WindowAnalyser(const Input& input, size_t frames, Isa isa = preferred_isa())
      : resampler_({.rate_hz = input.rate_hz,
                    .maximum_frames = frames,
                    .quality = input.quality,
                    .isa = isa}),
        extractor_(
            {.maximum_samples =
                 size_t(double(frames) * kFeatureRate_hz / input.rate_hz) + 2,
             .isa = isa}) {}

  /// @p hops > 0: by so many the window lies behind the one before.
  std::optional<FeatureSet> process(std::span<const float> window,
                                    size_t hops = 0) {
    const auto samples = resampler_.process(window, {}, hops);
    return hops == 0
               ? extractor_.process(samples)
               : extractor_.process(
                     samples,
                     {.hops = hops, .edge_samples = resampler_.edge_samples()});
  }

  size_t hop_frames() const { return resampler_.hop_frames(); }
  const features::FeatureExtractor& extractor() const { return extractor_; }

 private:
  WindowResampler resampler_;
  features::FeatureExtractor extractor_;
};

}  // namespace mood::bench
