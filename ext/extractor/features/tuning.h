/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "features/framing.h"
#include "features/peakstore.h"

namespace mood::features {

/// How far the music is from A4 = 440 Hz: librosa.estimate_tuning(S=...,
/// resolution=0.01) of librosa 0.11, that is piptrack (150-4000 Hz, peaks
/// above a tenth of their frame's maximum), then the mode of the deviations of
/// all peaks at least as strong as the median peak.
class Tuning {
 public:
  struct Parameters {
    size_t maximum_frames = 0;
    unsigned bins_per_octave = 12;
  };
  explicit Tuning(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
  void shift(size_t frames) { peaks_.shift(frames); }
  /// Finds the peaks of one frame's @p spectrum (kBins magnitudes or powers).
  void process(size_t frame, std::span<const float> spectrum);
  /// Tuning over frames [0, @p frames), in bins, [-0.5, 0.5); 0 without peaks.
  double estimate(size_t frames) const;

 private:
  static constexpr size_t kFirstBin = 14;  ///< 150 Hz
  static constexpr size_t kEndBin = 372;   ///< 4000 Hz
  static_assert(PeakStore::kMaximumPeaks == (kEndBin - kFirstBin) / 2);
  static constexpr size_t kClasses = 100;

  uint8_t deviation_class(size_t bin, float shift) const;
  float strength_of_rank(size_t frames, size_t rank) const;
  float median_strength(size_t frames, size_t count) const;

  unsigned bins_per_octave_;
  std::array<double, kClasses + 1> edges_;  ///< of the classes, -0.5..0.5
  PeakStore peaks_;  ///< with the class of their deviation
};

}  // namespace mood::features
