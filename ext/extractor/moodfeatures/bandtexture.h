/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/spectrum.h"

namespace mood {

/// What the spectrum is woven of, in seven octaves from 70, 140, ... 4480 Hz:
/// how far the strongest tenth of the bins stands above the weakest (octave
/// based spectral contrast, Jiang et al. 2002), and how flat the band is
/// (geometric over arithmetic mean power). Tones are high and low, dense or
/// distorted sound the other way round. Level free: a floor 60 dB below the
/// spectrum's mean power is added to every bin.
class BandTexture {
 public:
  static constexpr size_t kBands = 7;
  struct Texture {
    std::array<float, kBands> contrast_db = {};  ///< 0..60 and a little
    std::array<float, kBands> flatness_db = {};  ///< -60..0
  };

  explicit BandTexture(const Spectrum& spectrum);

  Texture process(std::span<const float> magnitude);

 private:
  std::array<size_t, kBands + 1> edges_;
  std::vector<float> power_;  ///< scratch, of the bins in edges_
};

}  // namespace mood
