/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex>
#include <span>
#include <vector>

#include "features/framing.h"
#include "fft.h"
#include "simd/isa.h"

namespace mood::features {

/// Fourier transform of one frame: a column of librosa.stft(n_fft=2048,
/// hop_length=512, center=True, pad_mode="constant"). Periodic Hann window and
/// transform in double precision, as librosa has them; a single-precision
/// transform would move the spectral contrast by decibels.
class FrameTransform {
 public:
  explicit FrameTransform(Isa isa);

  /// Transforms the frame of @p samples centred on sample frame * kHop.
  /// @param spectrum kBins complex values, rounded to single precision.
  /// @param magnitude kBins floats, of the rounded values.
  void process(std::span<const float> samples, size_t frame,
               std::complex<float>* spectrum, float* magnitude);

 private:
  using Window = void (*)(const float*, const double*, double*, size_t);
  using Round = void (*)(const double*, float*, float*, size_t);

  std::vector<double> window_;
  BasicRealFft<double> fft_;
  Window apply_window_;
  Round round_;
};

}  // namespace mood::features
