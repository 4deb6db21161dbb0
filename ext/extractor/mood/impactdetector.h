/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mood/smoother.h"

namespace mood {

/// Hears a drop: a bass that matters returns, or the level jumps, against the
/// seconds before; a swell, even a fast one, is no impact. Ratios only, hence
/// level free.
class ImpactDetector {
 public:
  struct Parameters {
    double hops_per_s = 43;
    double bass_jump_db = 6;
    double bass_matters_db = -12;  ///< bass against the loudness, at least
    double level_jump_db = 5;
    double hold_s = 1.2;  ///< an impact is remembered so long
  };

  explicit ImpactDetector(const Parameters& parameters);

  /// One sounding hop: bass level and momentary loudness in dB. Returns true
  /// from an impact on until hold_s later.
  bool process(double bass_db, double loudness_db);
  /// True while the bass itself is back, for the same time.
  bool bass_returned() const { return bass_hops_ > 0; }
  void reset();

 private:
  Parameters parameters_;
  // Means of power: kicks with nothing in between are a steady bass.
  Smoother bass_now_, bass_before_;
  Smoother level_before_;
  double heard_hops_ = 0;
  double impact_hops_ = 0;  ///< left of the hold
  double bass_hops_ = 0;
};

}  // namespace mood
