/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/spectrogram.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "simd/dispatch.h"

namespace mood::features {
namespace {

/// Spectra held: enough for eight seconds, so that the separation of shorter
/// windows transforms nothing twice and a long window stays small.
constexpr size_t kSlots = 352;

std::vector<double> periodic_hann() {
  std::vector<double> window(kFftSize);
  for (size_t n = 0; n < kFftSize; ++n)
    window[n] =
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * double(n) / kFftSize);
  return window;
}

MOOD_INLINE void window_body(const float* samples, const double* window,
                             double* out, size_t count) {
  for (size_t i = 0; i < count; ++i) out[i] = double(samples[i]) * window[i];
}
MOOD_DISPATCH(void, apply_window,
              (const float* samples, const double* window, double* out,
               size_t count),
              (samples, window, out, count), window_body)

/// @p bins complex doubles to complex floats and their magnitudes; the
/// magnitude is that of the rounded value, as numpy.abs has it.
MOOD_INLINE void round_body(const double* in, float* spectrum, float* magnitude,
                            size_t bins) {
  for (size_t i = 0; i < 2 * bins; ++i) spectrum[i] = float(in[i]);
  for (size_t i = 0; i < bins; ++i) {
    const double re = spectrum[2 * i];
    const double im = spectrum[2 * i + 1];
    magnitude[i] = float(__builtin_sqrt(re * re + im * im));
  }
}
MOOD_DISPATCH(void, round,
              (const double* in, float* spectrum, float* magnitude,
               size_t bins),
              (in, spectrum, magnitude, bins), round_body)

}  // namespace

Spectrogram::Spectrogram(const Parameters& parameters)
    : window_(periodic_hann()),
      fft_(kFftSize),
      magnitudes_(frame_count(parameters.maximum_samples), kBins),
      spectra_(
          std::min(kSlots, frame_count(parameters.maximum_samples)) * kBins),
      held_(spectra_.size() / kBins),
      apply_window_(apply_window_for(parameters.isa)),
      round_(round_for(parameters.isa)) {}

void Spectrogram::shift(size_t frames) {
  magnitudes_.shift(frames);
  std::fill(held_.begin(), held_.end(), 0);
}

void Spectrogram::process(std::span<const float> samples, const Stale& stale) {
  samples_ = samples;
  std::fill(held_.begin(), held_.end(), 0);
  stale.for_each([this](size_t frame) { transform(frame); });
}

std::span<const std::complex<float>> Spectrogram::spectrum(size_t frame) {
  const size_t slot = frame % held_.size();
  if (held_[slot] != frame + 1) transform(frame);
  return {spectra_.data() + slot * kBins, kBins};
}

void Spectrogram::transform(size_t frame) {
  const auto block = fft_.input();
  const size_t centre = frame * kHop;
  const size_t half = kFftSize / 2;
  // The block covers samples [centre - half, centre + half).
  const size_t skip = centre < half ? half - centre : 0;
  const size_t begin = centre + skip - half;
  const size_t end = std::min(centre + half, samples_.size());
  const size_t count = begin < end ? end - begin : 0;
  std::fill_n(block.begin(), skip, 0.0);
  apply_window_(samples_.data() + begin, window_.data() + skip,
                block.data() + skip, count);
  std::fill(block.begin() + skip + count, block.end(), 0.0);
  const auto bins = fft_.execute();

  const size_t slot = frame % held_.size();
  held_[slot] = frame + 1;
  round_(reinterpret_cast<const double*>(bins.data()),
         reinterpret_cast<float*>(spectra_.data() + slot * kBins),
         magnitudes_.row(frame).data(), kBins);
}

}  // namespace mood::features
