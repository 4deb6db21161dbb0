/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <array>
#include <complex>
#include <span>
#include <vector>

#include "features/framing.h"
#include "fft.h"
#include "simd/isa.h"

namespace mood::features {

/// Audio from the spectra of its frames: librosa.istft(n_fft=2048,
/// hop_length=512, center=True, length=samples), version 0.11. Transform and
/// window in double precision, each frame's share of a sample added in order
/// of frames and rounded to float32, the sum divided by that of the squared
/// windows.
///
/// The audio is written in blocks of kHop samples (the last one may be
/// shorter); block b takes frames b - 1 to b + 2, as far as there are such.
class InverseStft {
 public:
  InverseStft(size_t maximum_samples, Isa isa);

  /// Length of the audio, at most maximum_samples; what lies within it stays.
  void resize(size_t samples);
  /// The window moves on: what was sample s + @p frames * kHop becomes s.
  void shift(size_t frames);

  /// kBins values of the frame to add() next, which spoils them.
  std::span<std::complex<double>> bins() { return transform_.bins(); }
  /// Adds bins() as frame @p frame to those of @p blocks that it lies in. To
  /// write a range of blocks, add all their frames, in ascending order.
  void add(size_t frame, const Range& blocks);

  size_t blocks() const { return (samples_ + kHop - 1) / kHop; }
  std::span<const float> samples() const { return {audio_.data(), samples_}; }
  /// Sum of squares.
  double energy() const;

 private:
  using Start = void (*)(const double*, const double*, float*, size_t);
  using Finish = double (*)(const float*, float*, size_t);
  static constexpr size_t kOverlap = kFftSize / kHop;
  static_assert(kOverlap == 4);

  void fill_window_sums();
  const float* window_sum(size_t block) const;

  RealTransform<double> transform_;
  std::vector<double> window_;  ///< periodic Hann / kFftSize
  /// Sums of squared windows over a block: 0 or 1 frame missing before it
  /// times 0, 1 or 2 after it.
  std::array<std::array<float, kHop>, 6> window_sums_;
  std::vector<float> audio_;
  std::vector<double> energies_;  ///< per block
  size_t samples_ = 0;
  Start start_;
  Start accumulate_;
  Finish finish_;
};

}  // namespace mood::features
