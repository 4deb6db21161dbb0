/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserblend.h"

#include <algorithm>
#include <cmath>

#include "kaiserfilter.h"
#include "simd/dispatch.h"

namespace mood {
namespace {

constexpr size_t kEntriesPerPhase = 4;
constexpr size_t kBlockOutputs = 512;
/// Partial sums of one output sample.
constexpr size_t kStrands = sizeof(KaiserBlend::Weights) / sizeof(float);

using Position = KaiserBlend::Position;
using Weights = KaiserBlend::Weights;

/// Of all strands, in registers of either width; the sums are the same.
MOOD_INLINE float sum_of(Register4 v) { return (v[0] + v[2]) + (v[1] + v[3]); }
MOOD_INLINE float sum_of(const Register4 (&v)[4]) {
  return sum_of((v[0] + v[2]) + (v[1] + v[3]));
}
MOOD_INLINE float sum_of(const Register8 (&v)[2]) {
  const Register8 sum = v[0] + v[1];
  return sum_of(__builtin_shufflevector(sum, sum, 0, 1, 2, 3) +
                __builtin_shufflevector(sum, sum, 4, 5, 6, 7));
}

template <typename Vector>
MOOD_INLINE float dot(const float* input, const Weights* row, size_t stride) {
  constexpr size_t kWidth = sizeof(Vector) / sizeof(float);
  constexpr size_t kVectors = kStrands / kWidth;
  Vector strands[kVectors] = {};
  for (const Weights* end = row + stride; row != end; ++row, input += kStrands)
#pragma GCC unroll 4
    for (size_t i = 0; i < kVectors; ++i)
      strands[i] += load<Vector>(input + i * kWidth) *
                    load<Vector>(row->taps + i * kWidth);
  return sum_of(strands);
}

template <typename Vector>
MOOD_INLINE void convolve_body(const float* block, const Weights* rows,
                               size_t stride, const Position* positions,
                               float* out, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const float* input = block + positions[i].input;
    const Weights* row = rows + positions[i].row * stride;
    const float here = dot<Vector>(input, row, stride);
    const float next = dot<Vector>(input, row + stride, stride);
    out[i] = here + positions[i].blend * (next - here);
  }
}
MOOD_DISPATCH_WIDE(void, convolve_blended,
                   (const float* block, const Weights* rows, size_t stride,
                    const Position* positions, float* out, size_t count),
                   (block, rows, stride, positions, out, count), convolve_body)

}  // namespace

KaiserBlend::KaiserBlend(const Parameters& parameters) {
  const KaiserFilter filter(parameters.rate_hz, parameters.output_rate_hz);
  increment_ = filter.increment();
  wing_ = filter.wing();
  stride_ = (2 * wing_ + kStrands - 1) / kStrands;
  phases_ = filter.step() / kEntriesPerPhase + 1;
  rows_.resize((phases_ + 1) * stride_);
  std::vector<double> row(2 * wing_);
  for (size_t phase = 0; phase <= phases_; ++phase) {
    filter.fill(static_cast<double>(phase) / static_cast<double>(phases_), row);
    for (size_t tap = 0; tap < row.size(); ++tap)
      rows_[phase * stride_ + tap / kStrands].taps[tap % kStrands] =
          static_cast<float>(row[tap]);
  }
  positions_.resize(kBlockOutputs);
  block_.resize(static_cast<size_t>(kBlockOutputs * increment_) +
                stride_ * kStrands + 2);
  convolve_ = convolve_blended_for(parameters.isa);
}

int64_t KaiserBlend::locate(size_t first, size_t count) {
  const auto time_of = [&](size_t i) {
    return static_cast<double>(first + i) * increment_;
  };
  const auto base = static_cast<int64_t>(time_of(0));
  for (size_t i = 0; i < count; ++i) {
    const auto frame = static_cast<int64_t>(time_of(i));
    const double phase = (time_of(i) - static_cast<double>(frame)) *
                         static_cast<double>(phases_);
    const double row = std::min(std::floor(phase), double(phases_ - 1));
    positions_[i] = {static_cast<uint32_t>(frame - base),
                     static_cast<uint32_t>(row),
                     static_cast<float>(phase - row)};
  }
  return base + 1 - static_cast<int64_t>(wing_);
}

void KaiserBlend::process(const WindowRuns& window, size_t first,
                          std::span<float> out) {
  for (size_t done = 0; done < out.size(); done += kBlockOutputs) {
    const size_t count = std::min(kBlockOutputs, out.size() - done);
    const int64_t begin = locate(first + done, count);
    const size_t size = positions_[count - 1].input + stride_ * kStrands;
    window.copy(begin, std::span(block_).first(size));
    convolve_(block_.data(), rows_.data(), stride_, positions_.data(),
              out.data() + done, count);
  }
}

}  // namespace mood
