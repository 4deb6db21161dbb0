/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "structure/hopsound.h"

namespace mood {

/// Sixteen bands, from third-octaves to octaves wide, and the pitch classes of
/// the spectral peaks between 100 Hz and 2.1 kHz (log-compressed against the
/// hop's strongest peak), of the magnitude spectrum of 2048 frames at
/// 22 050 Hz.
class HopMeter {
 public:
  HopMeter();

  /// @p magnitude: 1025 bins. Fills power and chroma of @p sound; chroma every
  /// fourth hop only, as it changes slowly, and zeros in between.
  void process(std::span<const float> magnitude, HopSound& sound);
  void reset() { hops_ = 0; }

 private:
  static constexpr size_t kFirstBin = 10, kEndBin = 200;
  void measure_chroma(std::span<const float> magnitude, HopSound& sound) const;

  std::array<uint8_t, kEndBin> class_of_ = {};
  unsigned hops_ = 0;
};

}  // namespace mood
