/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/inversestft.h"

#include <algorithm>

#include "features/hann.h"
#include "simd/dispatch.h"

namespace mood::features {
namespace {

MOOD_INLINE void start_body(const double* __restrict window,
                            const double* __restrict frame,
                            float* __restrict out, size_t count) {
  for (size_t i = 0; i < count; ++i) out[i] = float(window[i] * frame[i]);
}
MOOD_DISPATCH(void, start,
              (const double* window, const double* frame, float* out,
               size_t count),
              (window, frame, out, count), start_body)

MOOD_INLINE void accumulate_body(const double* __restrict window,
                                 const double* __restrict frame,
                                 float* __restrict out, size_t count) {
  for (size_t i = 0; i < count; ++i)
    out[i] = float(double(out[i]) + window[i] * frame[i]);
}
MOOD_DISPATCH(void, accumulate,
              (const double* window, const double* frame, float* out,
               size_t count),
              (window, frame, out, count), accumulate_body)

/// @return the sum of the squares, in eight partial sums so that it can be
/// vectorised.
MOOD_INLINE double finish_body(const float* __restrict sums,
                               float* __restrict out, size_t count) {
  for (size_t i = 0; i < count; ++i) out[i] /= sums[i];
  double partial[8] = {};
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (size_t lane = 0; lane < 8; ++lane)
      partial[lane] += double(out[i + lane]) * double(out[i + lane]);
  for (size_t lane = 0; i < count; ++i, ++lane)
    partial[lane] += double(out[i]) * double(out[i]);
  return ((partial[0] + partial[4]) + (partial[1] + partial[5])) +
         ((partial[2] + partial[6]) + (partial[3] + partial[7]));
}
MOOD_DISPATCH(double, finish, (const float* sums, float* out, size_t count),
              (sums, out, count), finish_body)

}  // namespace

InverseStft::InverseStft(size_t maximum_samples, Isa isa)
    : transform_(kFftSize, RealTransform<double>::Direction::kInverse),
      window_(periodic_hann(kFftSize)),
      audio_(maximum_samples),
      energies_((maximum_samples + kHop - 1) / kHop),
      start_(start_for(isa)),
      accumulate_(accumulate_for(isa)),
      finish_(finish_for(isa)) {
  fill_window_sums();
  for (double& value : window_) value /= kFftSize;
}

void InverseStft::fill_window_sums() {
  for (size_t before = 0; before < 2; ++before)
    for (size_t after = 0; after < 3; ++after)
      for (size_t i = 0; i < kHop; ++i) {
        float sum = 0;
        // A block lies ever earlier in the frames that hold it.
        for (size_t frame = before; frame < kOverlap - after; ++frame) {
          const double value = window_[(kOverlap - 1 - frame) * kHop + i];
          sum = float(double(sum) + value * value);
        }
        window_sums_[3 * before + after][i] = sum;
      }
}

const float* InverseStft::window_sum(size_t block) const {
  const size_t last = frame_count(samples_) - 1;
  const size_t before = block == 0 ? 1 : 0;
  const size_t after = block + 2 > last ? block + 2 - last : 0;
  return window_sums_[3 * before + after].data();
}

void InverseStft::resize(size_t samples) { samples_ = samples; }

void InverseStft::shift(size_t frames) {
  const size_t gone = std::min(frames, blocks());
  std::copy(energies_.begin() + gone, energies_.begin() + blocks(),
            energies_.begin());
  std::copy(audio_.begin() + std::min(gone * kHop, samples_),
            audio_.begin() + samples_, audio_.begin());
}

void InverseStft::add(size_t frame, const Range& blocks) {
  transform_.execute();
  const double* const values = transform_.real().data();
  const size_t last_frame = frame_count(samples_) - 1;
  const size_t begin = std::max(blocks.begin, frame < 2 ? 0 : frame - 2);
  const size_t end = std::min(blocks.end, frame + 2);
  for (size_t block = begin; block < end; ++block) {
    const size_t offset = (block + 2 - frame) * kHop;
    const size_t count = std::min(kHop, samples_ - block * kHop);
    float* const out = audio_.data() + block * kHop;
    const bool is_first = frame + 1 == block || frame == 0;
    (is_first ? start_ : accumulate_)(window_.data() + offset, values + offset,
                                      out, count);
    // No sample is a hop away from the centre of all frames, so no sum is less
    // than a quarter.
    if (frame == std::min(block + 2, last_frame))
      energies_[block] = finish_(window_sum(block), out, count);
  }
}

double InverseStft::energy() const {
  double sum = 0;
  for (size_t block = 0; block < blocks(); ++block) sum += energies_[block];
  return sum;
}

}  // namespace mood::features
