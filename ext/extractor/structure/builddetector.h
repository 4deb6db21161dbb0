/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

#include "structure/blockhistory.h"

namespace mood {

/// Hears a build-up while it lasts: treble against the middle climbs steadily
/// for seconds (riser, opening filter), and with it the density of onsets
/// (snare roll), the level of all but the bass, or the sound's lower edge
/// (high-pass sweep). A single step, however large, is no build, nor is a
/// fader that moves the level alone.
class BuildDetector {
 public:
  static constexpr size_t kSignals = 4;
  struct Parameters {
    /// A rise that counts as one: treble against middle in dB, onsets per
    /// second, level in dB, bass lost in dB.
    std::array<double, kSignals> unit = {5, 1.2, 3, 8};
    double least_treble = 0.75;  ///< in units, without which it is no build
    double enough = 2;           ///< sum of the rises for a build
    double least_step = 0.08;    ///< part of the rise in each quarter
    double largest_step = 0.65;
  };

  explicit BuildDetector(const Parameters& parameters)
      : parameters_(parameters) {}

  /// One more block in @p history, of which the last @p usable belong to the
  /// present passage.
  void process(const BlockHistory& history, size_t usable);
  /// 0 = no rise, 1 = a build.
  double strength() const { return strength_; }
  /// How long the climb that was found lasts already, in blocks.
  size_t blocks() const { return blocks_; }
  void reset() { strength_ = 0; }

 private:
  static constexpr size_t kQuarters = 4;
  using Signals = std::array<double, kSignals>;
  static Signals measure(const BlockHistory& history, size_t newest,
                         size_t blocks);
  double strength_of(const std::array<Signals, kQuarters>& quarters) const;

  Parameters parameters_;
  double strength_ = 0;
  size_t blocks_ = 0;
};

}  // namespace mood
