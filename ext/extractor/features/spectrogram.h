/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "features/frametransform.h"
#include "features/framing.h"
#include "simd/isa.h"

namespace mood::features {

/// Short-time Fourier transform of the window, the one that all groups share:
/// numpy.abs(librosa.stft(y)). Magnitudes are kept for every frame, spectra
/// only for the latest frames asked for.
class Spectrogram {
 public:
  struct Parameters {
    size_t maximum_samples = 0;
    Isa isa = preferred_isa();
  };
  explicit Spectrogram(const Parameters& parameters);

  /// The window moves on: what was frame t + @p frames becomes frame t.
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
  void transform(size_t frame);

  std::span<const float> samples_;
  FrameTransform transform_;
  FrameMatrix<float> magnitudes_;
  uint64_t first_ = 0;  ///< frames moved on by so far
  /// Frame in each slot, counted through all shifts, + 1.
  std::vector<uint64_t> held_;
  std::vector<std::complex<float>> spectra_;
};

}  // namespace mood::features
