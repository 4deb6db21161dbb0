/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mood/smoother.h"

namespace mood {

/// Hears the beat drop: a bass that matters returns, against the seconds
/// before. A swell, even a fast one, is no impact, nor are the strokes of a
/// lone snare. Ratios only, hence level free.
class ImpactDetector {
 public:
  struct Parameters {
    double hops_per_s = 43;
    double bass_jump_db = 6;
    double bass_matters_db = -12;  ///< bass against the loudness, at least
    double hold_s = 1.5;           ///< an impact is remembered so long
  };

  explicit ImpactDetector(const Parameters& parameters);

  /// One sounding hop: bass level and momentary loudness in dB. Returns true
  /// from an impact on until hold_s later.
  bool process(double bass_db, double loudness_db);
  void reset();

 private:
  Parameters parameters_;
  // Means of power: kicks with nothing in between are a steady bass.
  Smoother bass_now_, bass_before_;
  double heard_hops_ = 0;
  double remaining_hops_ = 0;  ///< of the hold
};

}  // namespace mood
