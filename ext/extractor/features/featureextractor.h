/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "features/framing.h"
#include "featureset.h"
#include "simd/isa.h"

namespace mood::features {

/// How a window lies to the one before: what was sample s + hops * kHop of
/// that one is sample s of this one, but for @p edge_samples next to the
/// borders of either window.
struct Overlap {
  size_t hops = 0;
  size_t edge_samples = 0;
};

/// All 13 feature groups of librosa 0.11 over one window, as LedFx's
/// LibrosaFeatureExtractor (PR #1639) takes them. Memory is allocated by the
/// constructor alone. Not thread safe.
class FeatureExtractor {
 public:
  struct Parameters {
    size_t maximum_samples = 66150;  ///< longest window
    Isa isa = preferred_isa();
  };
  explicit FeatureExtractor(const Parameters& parameters);
  ~FeatureExtractor();

  /// Analyses @p samples (mono, 22 050 Hz, at most maximum_samples) as they
  /// are: nothing of earlier windows is used.
  /// @return nothing for an empty window or one with NaN or infinity.
  std::optional<FeatureSet> process(std::span<const float> samples);
  /// The same result, computed anew only where the audio differs from the
  /// previous window's, which must have had the same length.
  std::optional<FeatureSet> process(std::span<const float> samples,
                                    const Overlap& overlap);

  /// Frames of the last window's beats and onsets, ascending; see
  /// feature_frame_time_s(). Valid until the next call.
  std::span<const uint32_t> beat_frames() const;
  std::span<const uint32_t> onset_frames() const;

  /// The stages behind the last result, for tests and benchmarks.
  struct Stages;
  const Stages& stages() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mood::features
