/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <span>

namespace mood {

/// See TempoScorer. The first four: one value per feature of the sound.
struct TempoWeights {
  uint64_t layout;                ///< of the features, span_feature_layout()
  std::span<const float> mean;    ///< of a feature
  std::span<const float> scale;   ///< one over its deviation
  std::span<const float> slope;   ///< a
  std::span<const float> bend;    ///< b
  std::span<const float> inputs;  ///< w, TempoScorer::kInputs
  std::span<const float> hats;    ///< c, TempoScorer::kHats
};

/// Trained by training/tempotrain.py; tempoweights.cpp.
const TempoWeights& tempo_weights();

}  // namespace mood
