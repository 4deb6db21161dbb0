/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/fadingmean.h"
#include "descriptors/spectrum.h"

namespace mood {

/// Log-spectral flux: how much louder, in nepers of power, 32 bands between
/// 60 Hz and 10 kHz became since the last hop; the mean over the bands of the
/// rises alone. Level free: the floor added before the logarithm follows the
/// music's own power (-50 dB below its mean of the last seconds).
class LogFlux {
 public:
  struct Parameters {
    size_t bands = 32;
    double lowest_hz = 60;
    double highest_hz = 10000;
    double memory_hops = 130;  ///< time constant of the floor, 3 s
  };

  LogFlux(const Parameters& parameters, const Spectrum& spectrum);

  /// Returns the flux, 0..about 10. The first hop gives 0.
  double process(std::span<const float> magnitude);
  void reset();

  /// The bands' powers at the last hop.
  std::span<const float> band_power() const { return power_; }

 private:
  std::vector<size_t> edges_;
  std::vector<float> power_;
  std::vector<float> last_log_;
  FadingMean mean_power_;
  bool primed_ = false;
};

}  // namespace mood
