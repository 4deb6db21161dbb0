/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/fadingmean.h"
#include "descriptors/spectrum.h"

namespace mood {

/// Power in 40 triangular bands that are equally spaced on the mel scale
/// (O'Shaughnessy 1987) between 40 Hz and 9 kHz, and its level. A floor 60 dB
/// below the mean power of the last seconds is added first, so that levels
/// move with the playback volume as a whole, even where a band is empty.
class MelBands {
 public:
  static constexpr size_t kBands = 40;
  struct Parameters {
    double lowest_hz = 40;
    double highest_hz = 9000;
    double floor_ratio = 1e-6;
    double memory_hops = 130;  ///< time constant of the mean, 3 s
  };

  MelBands(const Parameters& parameters, const Spectrum& spectrum);

  void process(std::span<const float> magnitude);
  void reset();

  /// Mean power per bin of each band, floor included.
  std::span<const float, kBands> power() const { return power_; }
  /// The same in dB.
  std::span<const float, kBands> level_db() const { return level_db_; }
  double centre_hz(size_t band) const { return centres_hz_[band]; }
  /// The first band whose centre is at or above @p frequency_hz.
  size_t band_from(double frequency_hz) const;

 private:
  struct Triangle {
    size_t first = 0;
    std::vector<float> weights;  ///< sum 1
  };

  Parameters parameters_;
  std::array<Triangle, kBands> triangles_;
  std::array<double, kBands> centres_hz_ = {};
  std::array<float, kBands> power_ = {};
  std::array<float, kBands> level_db_ = {};
  FadingMean mean_power_;
};

}  // namespace mood
