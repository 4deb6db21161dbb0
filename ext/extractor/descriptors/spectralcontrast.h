/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace mood {

/// Spectral contrast (Jiang et al. 2002; edges as in librosa 0.11
/// spectral_contrast): how far the peaks of an octave stand above its
/// valleys, in dB, for the octaves from 200, 400, 800 and 1600 Hz. Tones are
/// high, dense or distorted music is low. Level free. Window of 2048 frames
/// at 22 050 Hz.
class SpectralContrast {
 public:
  static constexpr size_t kBands = 4;

  /// @p magnitude: 1025 bins. Returns 0..100 dB per band.
  std::array<double, kBands> process(std::span<const float> magnitude) const;
};

}  // namespace mood
