/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "descriptors/fadingmean.h"

namespace mood {

/// Picks onsets from the log-spectral flux: a local maximum that stands out
/// from its surroundings. Answers one hop late. Works on level-free flux and
/// therefore finds the same onsets at any volume; aubio's own picker drops
/// every onset that is followed by digital silence.
class OnsetPicker {
 public:
  struct Parameters {
    double threshold = 0.12;    ///< nepers above the running mean
    double relative = 1.5;      ///< times the running mean
    double memory_hops = 30;    ///< of the running mean, 0.7 s
    size_t least_gap_hops = 3;  ///< between onsets, 70 ms
  };

  explicit OnsetPicker(const Parameters& parameters);

  /// True if the previous hop held an onset.
  bool process(double flux);
  /// Onsets per second, over the last 1.5 s or so.
  double rate_hz() const { return rate_hz_.value(); }
  void reset();

 private:
  Parameters parameters_;
  std::array<double, 3> recent_ = {};  ///< newest last
  double mean_ = 0;
  FadingMean rate_hz_;
  size_t since_ = 0;
};

}  // namespace mood
