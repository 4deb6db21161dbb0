/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserresampler.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>

#include "simd/dispatch.h"

namespace mood {
namespace {

constexpr double kZeros = 50;
constexpr double kPrecision = 8192;  ///< table entries per zero
constexpr double kBeta = 12.9846;
constexpr double kRolloff = 0.917347;

constexpr size_t kBlockOutputs = 512;
/// Partial sums of one output sample.
constexpr size_t kStrands = sizeof(KaiserResampler::Weights) / sizeof(float);
/// Rows for all phases take up to 1 MiB; with more phases than that, as
/// between 44 056 and 22 050 Hz, neighbours out of kGridPhases (per zero) are
/// blended, which is 3e-7 of the full scale off.
constexpr size_t kMaximumWeights = 1 << 18;
constexpr double kGridPhases = 2048;

/// Modified Bessel function of the first kind, order 0, as power series.
double bessel_i0(double x) {
  const double quarter = x * x / 4;
  double term = 1, sum = 1;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    term *= quarter / (double(k) * k);
    sum += term;
  }
  return sum;
}

/// The filter's right half at @p index table entries from its centre.
double weight_at(double index) {
  static const double peak = bessel_i0(kBeta);
  const double zeros = index / kPrecision;
  const double x = std::numbers::pi * kRolloff * zeros;
  const double sinc = x == 0 ? 1 : std::sin(x) / x;
  const double left = std::max(0.0, 1 - std::pow(zeros / kZeros, 2));
  return kRolloff * sinc * bessel_i0(kBeta * std::sqrt(left)) / peak;
}

/// Different fractions of an input frame at which output samples lie; 0 if
/// there is no end to them.
size_t count_phases(double rate_hz, double output_rate_hz) {
  if (rate_hz != std::floor(rate_hz) ||
      output_rate_hz != std::floor(output_rate_hz))
    return 0;
  const auto output = static_cast<uint64_t>(output_rate_hz);
  return output / std::gcd(output, static_cast<uint64_t>(rate_hz));
}

/// Copies frames from @p begin on, zeros before and behind the window.
void copy_window(std::span<const float> head, std::span<const float> tail,
                 int64_t begin, std::span<float> out) {
  const auto copy = [&](std::span<const float> part, int64_t part_begin) {
    const int64_t size = static_cast<int64_t>(out.size());
    const int64_t from = std::clamp<int64_t>(part_begin - begin, 0, size);
    const int64_t to = std::clamp<int64_t>(
        part_begin + static_cast<int64_t>(part.size()) - begin, 0, size);
    if (from < to)
      std::copy_n(part.begin() + (begin + from - part_begin), to - from,
                  out.begin() + from);
    return to;
  };
  const auto middle = static_cast<int64_t>(head.size());
  if (begin < 0)
    std::fill_n(out.begin(), std::min<size_t>(-begin, out.size()), 0.0f);
  const int64_t end = std::max(copy(head, 0), copy(tail, middle));
  std::fill(out.begin() + end, out.end(), 0.0f);
}

using Position = KaiserResampler::Position;
using Weights = KaiserResampler::Weights;

/// The 16 strands in registers of either width; their sums are the same.
typedef float Narrow __attribute__((vector_size(16)));
typedef float Wide __attribute__((vector_size(32)));

MOOD_INLINE float sum_of(Narrow v) { return (v[0] + v[2]) + (v[1] + v[3]); }
MOOD_INLINE float sum_of(const Narrow (&v)[4]) {
  return sum_of((v[0] + v[2]) + (v[1] + v[3]));
}
MOOD_INLINE float sum_of(const Wide (&v)[2]) {
  const Wide sum = v[0] + v[1];
  return sum_of(__builtin_shufflevector(sum, sum, 0, 1, 2, 3) +
                __builtin_shufflevector(sum, sum, 4, 5, 6, 7));
}

template <typename Vector>
MOOD_INLINE Vector load(const float* values) {
  Vector vector;
  std::memcpy(&vector, values, sizeof(vector));
  return vector;
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
MOOD_INLINE void exact_body(const float* block, const Weights* rows,
                            size_t stride, const Position* positions,
                            float* out, size_t count) {
  for (size_t i = 0; i < count; ++i)
    out[i] = dot<Vector>(block + positions[i].input,
                         rows + positions[i].row * stride, stride);
}

template <typename Vector>
MOOD_INLINE void blended_body(const float* block, const Weights* rows,
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

#define MOOD_CONVOLVE(name, body)                                        \
  MOOD_DISPATCH(void, name,                                              \
                (const float* block, const Weights* rows, size_t stride, \
                 const Position* positions, float* out, size_t count),   \
                (block, rows, stride, positions, out, count), body)
MOOD_CONVOLVE(exact_narrow, exact_body<Narrow>)
MOOD_CONVOLVE(exact_wide, exact_body<Wide>)
MOOD_CONVOLVE(blended_narrow, blended_body<Narrow>)
MOOD_CONVOLVE(blended_wide, blended_body<Wide>)
#undef MOOD_CONVOLVE

auto choose_convolution(bool exact, Isa isa) {
  // Vectors wider than the registers go through memory.
  if (isa == Isa::kX86_64_v3)
    return exact ? exact_wide_for(isa) : blended_wide_for(isa);
  return exact ? exact_narrow_for(isa) : blended_narrow_for(isa);
}

}  // namespace

KaiserResampler::KaiserResampler(const Parameters& parameters) {
  const double ratio = parameters.output_rate_hz / parameters.rate_hz;
  const double scale = std::min(1.0, ratio);
  const auto step = static_cast<size_t>(scale * kPrecision);
  increment_ = 1 / ratio;
  wing_ = static_cast<size_t>(kZeros * kPrecision + 1) / step;
  stride_ = (2 * wing_ + kStrands - 1) / kStrands;
  phases_ = count_phases(parameters.rate_hz, parameters.output_rate_hz);
  exact_ = phases_ > 0 && (phases_ + 1) * stride_ * kStrands <= kMaximumWeights;
  if (!exact_) phases_ = static_cast<size_t>(std::ceil(scale * kGridPhases));
  fill_rows(scale, step);
  positions_.resize(kBlockOutputs);
  block_.resize(static_cast<size_t>(kBlockOutputs * increment_) +
                stride_ * kStrands + 2);
  convolve_ = choose_convolution(exact_, parameters.isa);
}

void KaiserResampler::fill_rows(double scale, size_t step) {
  rows_.resize((phases_ + 1) * stride_);
  // resampy gives up a tap early: the one after must still be in its table.
  const double end = kZeros * kPrecision + 1 - static_cast<double>(step);
  for (size_t phase = 0; phase <= phases_; ++phase) {
    float* centre = rows_[phase * stride_].taps + wing_;
    const double left =
        scale * kPrecision * static_cast<double>(phase) / double(phases_);
    const double right = scale * kPrecision - left;
    for (size_t tap = 0; tap < wing_; ++tap) {
      const auto distance = static_cast<double>(tap * step);
      // centre[-1] weighs the frame at or before the output sample.
      if (std::floor(left) + distance <= end)
        *(centre - 1 - tap) =
            static_cast<float>(scale * weight_at(left + distance));
      if (std::floor(right) + distance <= end)
        centre[tap] = static_cast<float>(scale * weight_at(right + distance));
    }
  }
}

int64_t KaiserResampler::locate(size_t first, size_t count) {
  const auto frame_at = [this](size_t output) {
    return static_cast<int64_t>(static_cast<double>(output) * increment_);
  };
  const int64_t begin = frame_at(first) - static_cast<int64_t>(wing_) + 1;
  for (size_t i = 0; i < count; ++i) {
    // As in resampy, the product may lie a rounding error below a whole frame;
    // the last row is for these.
    const double time = static_cast<double>(first + i) * increment_;
    const int64_t frame = static_cast<int64_t>(time);
    const double phase =
        (time - static_cast<double>(frame)) * static_cast<double>(phases_);
    Position& position = positions_[i];
    position.input = static_cast<uint32_t>(frame - frame_at(first));
    position.row = static_cast<uint32_t>(exact_ ? phase + 0.5 : phase);
    position.blend = static_cast<float>(phase - position.row);
  }
  return begin;
}

void KaiserResampler::process(std::span<const float> head,
                              std::span<const float> tail, size_t first,
                              std::span<float> out) {
  for (size_t done = 0; done < out.size(); done += kBlockOutputs) {
    const size_t count = std::min(kBlockOutputs, out.size() - done);
    const int64_t begin = locate(first + done, count);
    const size_t size = positions_[count - 1].input + stride_ * kStrands;
    copy_window(head, tail, begin, std::span(block_).first(size));
    convolve_(block_.data(), rows_.data(), stride_, positions_.data(),
              out.data() + done, count);
  }
}

}  // namespace mood
