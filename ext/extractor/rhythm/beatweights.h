/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>

namespace mood {

/// Weights of BeatNetwork, in the order of its inputs.
struct BeatWeights {
  std::span<const float> mean;     ///< of each channel
  std::span<const float> scale;    ///< 1 / deviation of each channel
  std::span<const int8_t> hidden;  ///< per input, one for each hidden unit
  std::span<const float> steps;    ///< unit of hidden, per hidden unit
  std::span<const float> bias;     ///< of the hidden units
  std::span<const float> output;   ///< per hidden unit
  float out_bias = 0;
};

/// Trained by training/beattrain.py; beatweights.cpp.
const BeatWeights& beat_weights();

}  // namespace mood
