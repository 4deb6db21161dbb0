/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>

#include "metrics.h"
#include "mood/soundmeans.h"
#include "rhythm/rhythmtracker.h"

namespace mood {

/// The ten metrics from the judged mood and the means of the descriptors. Each
/// is level free, and 0..1 but for the tempo; docs/mood-model.md has the
/// definitions, whose ranges are those that real music fills.
class MetricsModel {
 public:
  explicit MetricsModel(double hop_s) : hop_s_(hop_s) {}

  /// @p smoothing 0..1 gives a time constant of 0.2 to 11 s.
  void set_smoothing(double smoothing);

  /// What the mood model says of a moment; all 0..1.
  struct Mood {
    double energy = 0;
    double valence = 0.5;
    double activity = 0;  ///< energy as this song's range makes it
  };

  /// One sounding hop. The tempo is left alone: it is known in gaps as well.
  const Metrics& process(const Mood& mood, const SoundMeans& means,
                         const Rhythm& rhythm);
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
