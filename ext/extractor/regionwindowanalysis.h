/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "features/featureextractor.h"
#include "ringreader.h"
#include "windowanalysis.h"
#include "windowclock.h"
#include "windowresampler.h"

namespace mood {

/// Windows of a shared region: ring -> 22 050 Hz -> features. What a full
/// window has in common with the full one before, it takes over from there.
class RegionWindowAnalysis : public WindowAnalysis {
 public:
  struct Parameters {
    uint32_t rate_hz = 44100;
    uint64_t window_frames = 132300;  ///< the longest one
    ipc::WindowResampling resampling = ipc::WindowResampling::kSoxrHq;
  };

  /// @p reader must outlive it.
  RegionWindowAnalysis(const ipc::RingReader& reader,
                       const Parameters& parameters);

  /// Frames of the region per hop of the features, 0 = no whole number.
  uint64_t hop_frames() const { return resampler_.hop_frames(); }

  bool holds(uint64_t start) const override { return reader_.intact(start); }
  void analyse(AnalysedWindow& window) override;

 private:
  bool extract(AnalysedWindow& window);
  size_t hops_since_previous(const WindowSpan& span) const;
  std::optional<FeatureSet> features(std::span<const float> samples,
                                     size_t hops);

  const ipc::RingReader& reader_;
  uint64_t window_frames_;
  WindowResampler resampler_;
  features::FeatureExtractor extractor_;
  /// The window that the resampler and the extractor remember.
  std::optional<WindowSpan> previous_;
};

}  // namespace mood
