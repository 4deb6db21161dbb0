/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "descriptors/fadingmean.h"
#include "rhythm/beatspectrum.h"

namespace mood {

/// How much each band rose within 23 ms, in parts of what bands usually rise
/// by in this music (3 s), and aubio's flux; compressed.
class BeatChannels {
 public:
  static constexpr size_t kChannels = BeatSpectrum::kBands + 1;
  using Values = std::array<float, kChannels>;

  BeatChannels();

  /// One step. Valid until the next one.
  const Values& process(const BeatSpectrum::Frame& frame);
  void reset();

 private:
  using Levels = std::array<float, BeatSpectrum::kBands>;

  std::array<Levels, 2> before_ = {};  ///< the last two steps, oldest first
  size_t steps_ = 0;
  FadingMean usual_;
  Values values_ = {};
};

}  // namespace mood
