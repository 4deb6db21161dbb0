/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "features/framing.h"
#include "fft.h"
#include "simd/isa.h"

namespace mood::features {

/// Short-time Fourier transform of the window, the one that all groups share:
/// librosa.stft(n_fft=2048, hop_length=512, center=True, pad_mode="constant").
/// Periodic Hann window and transform in double precision, as librosa has
/// them; spectra then rounded to complex64. Magnitudes are kept for every
/// frame, spectra only for the latest frames asked for.
class Spectrogram {
 public:
  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit Spectrogram(const Parameters& parameters);

  /// What was frame t + @p frames becomes frame t.
  void shift(size_t frames);
  /// Takes the window (kept by reference until the next call) and computes
  /// the magnitudes of its stale frames.
  void process(std::span<const float> samples, const Stale& stale);

  size_t frames() const { return frame_count(samples_.size()); }
  size_t samples() const { return samples_.size(); }
  /// |X| of one frame, kBins floats.
  std::span<const float> magnitude(size_t frame) const {
    return magnitudes_.row(frame);
  }
  /// X of one frame, kBins values; from memory, or transformed again where
  /// the frame is no longer held. Valid until the next call.
  std::span<const std::complex<float>> spectrum(size_t frame);

 private:
  using Window = void (*)(const float*, const double*, double*, size_t);
  using Round = void (*)(const double*, float*, float*, size_t);

  void transform(size_t frame);

  std::span<const float> samples_;
  std::vector<double> window_;
  BasicRealFft<double> fft_;
  FrameMatrix<float> magnitudes_;
  std::vector<std::complex<float>> spectra_;  ///< slot = frame % kSlots
  std::vector<size_t> held_;                  ///< frame in each slot, + 1
  Window apply_window_;
  Round round_;
};

}  // namespace mood::features
