/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "descriptors/spectrum.h"

namespace mood {

/// Pitch classes C..B of the spectral peaks between 100 and 2000 Hz,
/// log-compressed against the hop's strongest peak (hence level free) and
/// remembered over some seconds.
class Chroma {
 public:
  struct Parameters {
    double memory_hops = 215;  ///< time constant, 5 s
  };

  Chroma(const Parameters& parameters, const Spectrum& spectrum);

  void process(std::span<const float> magnitude);
  /// Of the classes' distribution: 0 = one class, 1 = all alike.
  double entropy() const;
  void reset();

 private:
  std::vector<unsigned char> class_of_;  ///< per bin from first_
  size_t first_;
  double keep_;
  std::array<double, 12> classes_ = {};
};

}  // namespace mood
