/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "descriptors/descriptorbank.h"
#include "mood/smoother.h"
#include "rhythm/rhythmtracker.h"

namespace mood {

/// Means of the descriptors over about one time constant.
class SoundMeans {
 public:
  explicit SoundMeans(double memory_s);

  /// One sounding hop.
  void process(const Descriptors& descriptors);
  void reset();

  /// Arousal -1..1 as people rate it (r = .79 on rated excerpts): dense
  /// spectra (low contrast of the octaves from 200 and 400 Hz), spiky
  /// waveforms, many onsets and treble excite. Level free.
  double arousal(const Rhythm& rhythm) const;

  double centroid_octaves() const { return centroid_octaves_.value(); }
  double spread_octaves() const { return spread_octaves_.value(); }
  double flatness_db() const { return flatness_db_.value(); }
  double flux() const { return flux_.value(); }
  double tonal() const { return tonal_.value(); }
  double warm_share() const { return warm_share_.value(); }
  double pitch_entropy() const { return pitch_entropy_.value(); }

 private:
  Smoother contrast_db_, crest_db_, flux_;
  Smoother centroid_octaves_;  ///< log2 of Hz
  Smoother spread_octaves_;    ///< log2 of Hz
  Smoother flatness_db_, tonal_, warm_share_, pitch_entropy_;
};

}  // namespace mood
