/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "moodfeatures/bandpass.h"

namespace mood {

/// How fast the notes come: fluctuation of the onset strength in seven bands
/// from 0.5 to 16 Hz, half an octave to an octave each. Level free.
class Pace {
 public:
  static constexpr size_t kBands = 7;
  struct Parameters {
    double hop_s = 512 / 22050.0;
  };

  explicit Pace(const Parameters& parameters);

  /// @p strength of SuperFlux at one hop. Returns the filters' outputs
  /// squared; their means over time, relative to each other, tell the pace.
  std::array<float, kBands> process(double strength);
  void reset();

 private:
  std::array<BandPass, kBands> filters_;
};

}  // namespace mood
