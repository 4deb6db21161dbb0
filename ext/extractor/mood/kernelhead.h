/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "mood/networkweights.h"

namespace mood {

/// Runs a HeadWeights. process() performs no allocation.
class KernelHead {
 public:
  /// @p weights must outlive it.
  explicit KernelHead(const HeadWeights& weights);

  /// @p values normalised. Returns the outputs, valid until the next call.
  std::span<const float> process(std::span<const float> values);
  /// Of the last values: 1 = like one of the landmarks, 0 = like none.
  float familiarity() const { return familiarity_; }

 private:
  void project(std::span<const float> values);

  const HeadWeights& weights_;
  std::vector<float> z_;  ///< in landmark steps
  std::vector<float> outputs_;
  float familiarity_ = 0;
};

}  // namespace mood
