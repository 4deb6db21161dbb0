/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/frametransform.h"

#include <algorithm>

#include "features/hann.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

MOOD_INLINE void window_body(const float* samples, const double* window,
                             double* out, size_t count) {
  for (size_t i = 0; i < count; ++i) out[i] = double(samples[i]) * window[i];
}
MOOD_DISPATCH(void, apply_window,
              (const float* samples, const double* window, double* out,
               size_t count),
              (samples, window, out, count), window_body)

MOOD_INLINE void round_body(const double* __restrict in,
                            float* __restrict spectrum,
                            float* __restrict magnitude, size_t bins) {
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

FrameTransform::FrameTransform(Isa isa)
    : window_(periodic_hann(kFftSize)),
      fft_(kFftSize),
      apply_window_(apply_window_for(isa)),
      round_(round_for(isa)) {}

void FrameTransform::process(std::span<const float> samples, size_t frame,
                             std::complex<float>* spectrum, float* magnitude) {
  constexpr size_t kHalf = kFftSize / 2;
  const auto block = fft_.input();
  const size_t centre = frame * kHop;
  const size_t skip = centre < kHalf ? kHalf - centre : 0;
  const size_t begin = centre + skip - kHalf;
  const size_t end = std::min(centre + kHalf, samples.size());
  const size_t count = begin < end ? end - begin : 0;
  std::fill_n(block.begin(), skip, 0.0);
  apply_window_(samples.data() + begin, window_.data() + skip,
                block.data() + skip, count);
  std::fill(block.begin() + skip + count, block.end(), 0.0);
  const auto bins = fft_.execute();
  round_(reinterpret_cast<const double*>(bins.data()),
         reinterpret_cast<float*>(spectrum), magnitude, kBins);
}

}  // namespace mood::features
