/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "rhythm/beatchannels.h"
#include "rhythm/beatweights.h"

namespace mood {

/// How likely a beat was heard kDelay_s ago: a
/// network of one hidden layer that sees the channels of the last 0.46 s and,
/// coarsely (means of four registers over 46 ms), of the 1.9 s before.
class BeatNetwork {
 public:
  /// Between a beat and the end of the step in which it is seen best.
  static constexpr double kDelay_s = 0.045;
  static constexpr size_t kNearSteps = 40;
  static constexpr size_t kFarSteps = 4;  ///< per mean
  static constexpr size_t kFarMeans = 40;
  static constexpr size_t kRegisters = 4;
  static constexpr size_t kUnits = 24;  ///< hidden
  static constexpr size_t kInputs =
      kNearSteps * BeatChannels::kChannels + kFarMeans * kRegisters;

  explicit BeatNetwork(const BeatWeights& weights = beat_weights());

  /// One step. Returns the probability, 0..1.
  double process(const BeatChannels::Values& channels);
  void reset();

 private:
  static constexpr size_t kHistory = kNearSteps + kFarMeans * kFarSteps;

  void remember(const BeatChannels::Values& channels);
  using Hidden = std::array<float, kUnits>;

  Hidden add_near(const Hidden& bias) const;
  Hidden add_far(const Hidden& near) const;

  const BeatWeights& weights_;
  std::vector<float> columns_;    ///< hidden weights, per input
  std::vector<float> channels_;   ///< ring of kNearSteps, normalised
  std::vector<float> registers_;  ///< ring of kHistory
  std::vector<float> means_;      ///< of registers_, ring of kHistory
  size_t now_ = 0;                ///< steps so far
};

}  // namespace mood
