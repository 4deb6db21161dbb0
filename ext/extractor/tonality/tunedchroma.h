/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <complex>
#include <span>

#include "tonality/tonepeaks.h"

namespace mood {

using ChromaFrame = std::array<float, 12>;  ///< pitch classes from C

/// Pitch classes of peaks (Gomez 2006): each counts for the two nearest
/// semitones, after the deviation from A4 = 440 Hz that the peaks agree on
/// has been taken out.
class TunedChroma {
 public:
  struct Parameters {
    double memory_frames = 200;  ///< of the tuning, 19 s
  };

  explicit TunedChroma(const Parameters& parameters)
      : parameters_(parameters) {}

  /// Returns the sum of the peaks' weights per pitch class.
  ChromaFrame process(std::span<const TonePeak> peaks);
  /// Deviation from 440 Hz, semitones, -0.5..0.5.
  double tuning() const;
  /// How well the peaks agree on it: 0 = deviations are even, 1 = all alike.
  double agreement() const;
  void reset();

 private:
  Parameters parameters_;
  std::complex<double> phase_ = 0;  ///< sum of the peaks', within a semitone
  double weight_ = 0;               ///< sum of the peaks'
};

}  // namespace mood
