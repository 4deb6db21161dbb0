/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "kaiserblend.h"
#include "kaiserphases.h"
#include "simd/isa.h"
#include "windowruns.h"

namespace mood {

/// Mono resampling of a whole window as resampy.resample(window, rate_hz,
/// output_rate_hz, filter="kaiser_best") of resampy 0.4.2 does: see
/// KaiserFilter, and KaiserPhases or KaiserBlend.
class KaiserResampler {
 public:
  struct Parameters {
    double rate_hz = 44100;  ///< 4000..384000
    double output_rate_hz = 22050;
    Isa isa = preferred_isa();
  };
  explicit KaiserResampler(const Parameters& parameters);

  /// Writes output samples @p first, @p first + 1, ... of @p window; zeros are
  /// assumed around it.
  void process(const WindowRuns& window, size_t first, std::span<float> out);

  /// Input frames on which an output sample depends, to either side.
  size_t reach_frames() const { return reach_frames_; }

 private:
  size_t reach_frames_;
  std::optional<KaiserPhases> phases_;
  std::optional<KaiserBlend> blend_;  ///< where there are no phases
};

}  // namespace mood
