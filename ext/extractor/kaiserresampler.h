/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simd/isa.h"

namespace mood {

/// Mono resampling of a whole window with the filter "kaiser_best" of resampy
/// 0.4.2: a sinc of 50 zeros at 0.917347 of the lower rate's Nyquist
/// frequency under a Kaiser window (beta 12.9846). Taps lie as resampy places
/// them, including its tap distance, which it cuts to a whole number of
/// 1/8192ths of a zero's distance. Where resampy looks weights up in a table,
/// this takes the filter itself (2e-8 apart), and sums in single precision
/// over 16 strands.
class KaiserResampler {
 public:
  struct Parameters {
    double rate_hz = 44100;  ///< 4000..384000
    double output_rate_hz = 22050;
    Isa isa = preferred_isa();
  };
  explicit KaiserResampler(const Parameters& parameters);

  /// Writes output samples @p first, @p first + 1, ... of the window that lies
  /// in @p head and, from there on, @p tail; zeros are assumed outside it.
  void process(std::span<const float> head, std::span<const float> tail,
               size_t first, std::span<float> out);

  /// Input frames on which an output sample depends, to either side.
  size_t reach_frames() const { return wing_; }

  /// Where one output sample's input and weights begin.
  struct Position {
    uint32_t input;  ///< index into the block
    uint32_t row;
    float blend;  ///< share of the row that follows; 0 in exact tables
  };
  /// A stretch of a row.
  struct alignas(64) Weights {
    float taps[16];
  };

 private:
  using Convolve = void (*)(const float* block, const Weights* rows,
                            size_t stride, const Position* positions,
                            float* out, size_t count);

  void fill_rows(double scale, size_t step);
  /// @return the block's first input frame.
  int64_t locate(size_t first, size_t count);

  double increment_ = 1;  ///< input frames per output sample
  size_t wing_ = 0;       ///< taps to either side
  size_t stride_ = 0;     ///< stretches per row; taps are padded with zeros
  size_t phases_ = 0;     ///< rows per input frame; there is one more
  bool exact_ = false;    ///< every phase has its row
  std::vector<Weights> rows_;
  std::vector<float> block_;
  std::vector<Position> positions_;
  Convolve convolve_;
};

}  // namespace mood
