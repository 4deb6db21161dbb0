/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "features/featureextractor.h"

namespace mood::features {

/// A copy of all that a FeatureExtractor says of one window.
struct WindowResult {
  std::optional<FeatureSet> features;
  std::vector<uint32_t> beat_frames;
  std::vector<uint32_t> onset_frames;
};

inline WindowResult result_of(const FeatureExtractor& extractor,
                              const std::optional<FeatureSet>& features) {
  if (!features) return {};
  const auto beats = extractor.beat_frames();
  const auto onsets = extractor.onset_frames();
  return {
      features, {beats.begin(), beats.end()}, {onsets.begin(), onsets.end()}};
}

/// Analyses @p samples, at 22 050 Hz, with an extractor of its own.
inline WindowResult analyse(std::span<const float> samples,
                            Isa isa = preferred_isa()) {
  FeatureExtractor extractor({.maximum_samples = samples.size(), .isa = isa});
  const auto features = extractor.process(samples);
  return result_of(extractor, features);
}

}  // namespace mood::features
