/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>

#include "descriptors/spectrum.h"

namespace mood {

/// The spectrum's gross shape above 30 Hz. All level free.
struct SpectralShape {
  double centroid_hz = 0;  ///< magnitude weighted, as librosa 0.11
  double spread_hz = 0;    ///< magnitude weighted deviation from the centroid
  double flatness_db = 0;  ///< geometric over arithmetic mean power, -100..0
  double warm_share = 0;   ///< of the power, the part in 80..500 Hz, 0..1
  double bass_db = -200;   ///< power in 30..120 Hz, dB of full-scale sine
};

/// Measures the shape of one spectrum; no state.
class SpectralShapeMeter {
 public:
  explicit SpectralShapeMeter(const Spectrum& spectrum);
  SpectralShape process(std::span<const float> magnitude) const;

 private:
  double flatness_db(std::span<const float> magnitude) const;
  double band_power(std::span<const float> magnitude, size_t from,
                    size_t to) const;

  double bin_hz_;
  size_t lowest_, bass_end_, warm_, warm_end_, flat_, flat_end_;
};

}  // namespace mood
