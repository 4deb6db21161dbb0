/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>

namespace mood {

/// Hears a build: several of energy, treble, density and level climb steadily
/// for seconds. A single step, however large, is no build; nor is a fader
/// that moves the level alone.
class RiseDetector {
 public:
  static constexpr size_t kSignals = 4;
  /// What may rise, in these units: energy 0..1, log2 of the centroid,
  /// onsets per second, dB of loudness.
  using Signals = std::array<double, kSignals>;

  struct Parameters {
    double hop_s = 512 / 22050.0;
    double block_s = 0.5;
    Signals unit = {0.12, 0.4, 1.5, 4};  ///< a rise that counts as one
    double enough = 2.7;                 ///< sum of the rises for a build
  };

  explicit RiseDetector(const Parameters& parameters)
      : parameters_(parameters) {}

  void process(const Signals& now);
  /// 0 = no rise, 1 = a build.
  double strength() const { return strength_; }
  void reset();

 private:
  static constexpr size_t kBlocks = 12;  ///< 6 s
  static constexpr size_t kGroups = 4;
  double rise(size_t signal) const;

  Parameters parameters_;
  std::array<Signals, kBlocks> blocks_ = {};  ///< oldest first
  Signals sum_ = {};
  size_t hops_ = 0;
  size_t filled_ = 0;
  double strength_ = 0;
};

}  // namespace mood
