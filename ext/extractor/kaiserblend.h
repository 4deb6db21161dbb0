/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simd/isa.h"
#include "windowruns.h"

namespace mood {

/// Resampling with KaiserFilter between rates with too many phases to keep the
/// weights of each, as between 44 056 and 22 050 Hz: takes the nearest two of
/// 2048 phases per zero and blends what they give. Within 1e-6 of resampy's
/// result, which has rounding errors as large.
class KaiserBlend {
 public:
  struct Parameters {
    double rate_hz = 44056;
    double output_rate_hz = 22050;
    Isa isa = preferred_isa();
  };
  explicit KaiserBlend(const Parameters& parameters);

  /// Writes output samples @p first, @p first + 1, ... of @p window.
  void process(const WindowRuns& window, size_t first, std::span<float> out);

  /// Where one output sample's input and weights begin.
  struct Position {
    uint32_t input;  ///< index into the block
    uint32_t row;
    float blend;  ///< share of the row that follows
  };
  /// A stretch of a row.
  struct alignas(64) Weights {
    float taps[16];
  };

 private:
  using Convolve = void (*)(const float* block, const Weights* rows,
                            size_t stride, const Position* positions,
                            float* out, size_t count);

  /// @return the block's first input frame.
  int64_t locate(size_t first, size_t count);

  double increment_;  ///< input frames per output sample
  size_t wing_;       ///< taps to either side
  size_t stride_;     ///< stretches per row; taps are padded with zeros
  size_t phases_;     ///< rows per input frame; there is one more
  std::vector<Weights> rows_;
  std::vector<float> block_;
  std::vector<Position> positions_;
  Convolve convolve_;
};

}  // namespace mood
