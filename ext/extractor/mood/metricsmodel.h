/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "descriptors/chroma.h"
#include "metrics.h"
#include "mood/soundmeans.h"
#include "rhythm/rhythmtracker.h"

namespace mood {

/// The ten metrics from the means of the descriptors. Each is level free:
/// - energy: arousal placed in the song's range, bent by the sensitivity
/// - valence: a clear pulse and a major key please, a crowded pitch set does
///   not (r = .4 on rated excerpts: a hint, hence kept near one half)
/// - intensity: energy, density of onsets and noisiness together
/// - brightness: spectral centroid, 500 Hz = 0 .. 5 kHz = 1, logarithmic
/// - warmth: share of the power in 80..500 Hz
/// - harmonic ratio: share of steady tones
/// - complexity: spectral spread, change, and number of pitches
/// - beat strength, rhythm regularity, tempo: see Rhythm
class MetricsModel {
 public:
  explicit MetricsModel(double hop_s) : hop_s_(hop_s) {}

  /// @p smoothing 0..1 gives a time constant of 0.2 to 11 s.
  void set_smoothing(double smoothing);

  /// One sounding hop. @p energy already adapted.
  const Metrics& process(double energy, const SoundMeans& means,
                         const Rhythm& rhythm, const Chroma::Key& key);
  const Metrics& metrics() const { return metrics_; }
  /// Everything is zero until the next hop (valence: neutral).
  void reset();

 private:
  double hop_s_;
  double memory_hops_ = 1;
  double weight_ = 0;
  Metrics metrics_;
};

/// @p energy 0..1 bent upwards (sensitivity > 0.5) or downwards.
double apply_sensitivity(double energy, double sensitivity);

/// Spectral centroid, given as log2 of Hz, on the scale of brightness.
double brightness_of(double centroid_octaves);

}  // namespace mood
