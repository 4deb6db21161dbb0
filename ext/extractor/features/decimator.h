/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <span>
#include <vector>

#include "features/framing.h"
#include "fft.h"
#include "simd/isa.h"

namespace mood::features {

/// Halves a signal's rate as librosa.resample(orig_sr=2, target_sr=1,
/// res_type="soxr_hq") of librosa 0.11 does, but for its factor sqrt(2).
/// Output m stands for the moment of input 2 m. Unlike libsoxr's own stream it
/// computes any stretch of the output, allocates nothing and needs no run-up:
/// the filter is libsoxr's, taken from it once, and applied here by overlapped
/// transforms.
class Decimator {
 public:
  /// Inputs more than this far from 2 m have no part in output m: libsoxr's
  /// response is below 1e-8 there.
  static constexpr size_t kReach = 196;

  /// Should libsoxr refuse to make its filter, all outputs are zero.
  explicit Decimator(Isa isa);

  /// Outputs of @p input, which may have any length.
  static size_t length(size_t input) { return (input + 1) / 2; }
  /// Writes output m to output[m] for every m in @p outputs, which lies below
  /// length(input.size()). The input is zero beyond its ends.
  void process(std::span<const float> input, Range outputs,
               std::span<float> output);

 private:
  using Fold = void (*)(const float*, const float*, const float*, float*);

  static constexpr size_t kBlock = 2048;  ///< inputs in one transform
  /// First of a block's outputs for which the block holds every input.
  static constexpr size_t kSkip = kReach / 2;
  static constexpr size_t kOutputs = (kBlock - kReach - 1) / 2 - kSkip;

  void measure_filter();

  RealTransform<float> forward_;
  RealTransform<float> inverse_;
  std::vector<float> direct_;   ///< gain of each bin that stays
  std::vector<float> aliased_;  ///< gain of the bin that falls upon it
  Fold fold_;
};

}  // namespace mood::features
