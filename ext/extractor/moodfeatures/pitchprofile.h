/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <complex>
#include <span>

#include "moodfeatures/spectralpeaks.h"

namespace mood {

using PitchClasses = std::array<float, 12>;  ///< from C

/// Pitch classes of the spectral peaks (Gomez 2006): every peak counts for the
/// two nearest semitones, after the tuning that all peaks of the last ten
/// seconds agree on has been taken out. Level free.
class PitchProfile {
 public:
  struct Parameters {
    double memory_frames = 100;  ///< of the tuning
    float highest_note = 96;     ///< overtones above say little (2 kHz)
    float bass_below_note = 55;  ///< 196 Hz
  };
  struct Frame {
    PitchClasses all = {};   ///< sums to 1; zeros without peaks
    PitchClasses bass = {};  ///< of the peaks below 196 Hz, likewise
    float in_tune = 0;       ///< agreement of the peaks with the tuning, -1..1
  };

  explicit PitchProfile(const Parameters& parameters)
      : parameters_(parameters) {}

  Frame process(std::span<const SpectralPeak> peaks);
  void reset() { tuning_ = 0; }

 private:
  Parameters parameters_;
  std::complex<double> tuning_ = 0;  ///< sum of the peaks' phases in a semitone
};

}  // namespace mood
