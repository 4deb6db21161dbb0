/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserphases.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

#include "simd/dispatch.h"

namespace mood {
namespace {

/// Weights in all rows, 2 MiB; enough for all rates in use.
constexpr size_t kMaximumWeights = 1 << 18;
/// Input frames laid out at a time, where a group of lanes needs no more.
constexpr size_t kBlockFrames = 4096;
/// Vectors of running sums: their additions overlap.
constexpr size_t kSums = 12;

typedef double Doubles2 __attribute__((vector_size(16)));
typedef double Doubles4 __attribute__((vector_size(32)));

/// @p x rounded to the 24 bits of a float (Veltkamp).
template <typename Vector>
MOOD_INLINE Vector round_to_float(Vector x) {
  const Vector shifted = x * 536870913.0;  // 2^29 + 1
  return shifted - (shifted - x);
}

/// Adds a tap to all sums; @p input is that of the first lane.
template <typename Vector>
MOOD_INLINE void add_tap(const double* input, double weight,
                         Vector (&sums)[kSums]) {
#pragma GCC unroll 12
  for (size_t i = 0; i < kSums; ++i) {
    Vector x;
    __builtin_memcpy(&x, input + i * sizeof(Vector) / sizeof(double),
                     sizeof(Vector));
    sums[i] = round_to_float(sums[i] + x * weight);
  }
}

template <typename Register>
MOOD_INLINE void convolve_body(const double* columns, const int32_t* offsets,
                               const double* centre, size_t wing, double* out) {
  using Vector = std::conditional_t<sizeof(Register) == sizeof(Doubles4),
                                    Doubles4, Doubles2>;
  constexpr size_t kAtOnce = kSums * sizeof(Vector) / sizeof(double);
  for (size_t lane = 0; lane < KaiserPhases::kLanes; lane += kAtOnce) {
    Vector sums[kSums] = {};
    const auto signed_wing = static_cast<ptrdiff_t>(wing);
    for (ptrdiff_t tap = 0; tap < signed_wing; ++tap)
      add_tap(columns + offsets[-tap] + lane, centre[-1 - tap], sums);
    for (ptrdiff_t tap = 0; tap < signed_wing; ++tap)
      add_tap(columns + offsets[1 + tap] + lane, centre[tap], sums);
    __builtin_memcpy(out + lane, sums, sizeof(sums));
  }
}
MOOD_DISPATCH_WIDE(void, convolve_phase,
                   (const double* columns, const int32_t* offsets,
                    const double* centre, size_t wing, double* out),
                   (columns, offsets, centre, wing, out), convolve_body)

}  // namespace

std::optional<KaiserPhases> KaiserPhases::create(const Parameters& parameters) {
  const uint64_t common =
      std::gcd(parameters.rate_hz, parameters.output_rate_hz);
  const size_t phases = parameters.output_rate_hz / common;
  const KaiserFilter filter(static_cast<double>(parameters.rate_hz),
                            static_cast<double>(parameters.output_rate_hz));
  if ((phases + 1) * 2 * filter.wing() > kMaximumWeights) return std::nullopt;
  return KaiserPhases(parameters, filter, phases, parameters.rate_hz / common);
}

KaiserPhases::KaiserPhases(const Parameters& parameters,
                           const KaiserFilter& filter, size_t phases,
                           size_t period)
    : phases_(phases),
      period_(period),
      wing_(filter.wing()),
      increment_(filter.increment()),
      groups_(std::clamp<size_t>(kBlockFrames / (kLanes * period), 1, 16)),
      before_((wing_ + period - 1) / period),
      columns_(before_ + groups_ * kLanes + (period - 1 + wing_) / period),
      rows_((phases + 1) * 2 * wing_),
      offsets_(period + 2 * wing_),
      input_(columns_ * period),
      block_(columns_ * period),
      convolve_(convolve_phase_for(parameters.isa)) {
  for (size_t phase = 0; phase <= phases; ++phase) {
    const double fraction = phase == phases
                                ? std::nextafter(1.0, 0.0)
                                : static_cast<double>(phase * period % phases) /
                                      static_cast<double>(phases);
    filter.fill(fraction,
                std::span(rows_).subspan(phase * 2 * wing_, 2 * wing_));
  }
  // A period's first frame is column before_ of row 0.
  for (size_t i = 0; i < offsets_.size(); ++i) {
    const size_t frame = i + before_ * period - wing_;
    offsets_[i] =
        static_cast<int32_t>(frame % period * columns_ + frame / period);
  }
}

/// Row m of block_ gets frame m of every period, as doubles.
void KaiserPhases::lay_out(const WindowRuns& window, size_t first_period) {
  const auto begin =
      (static_cast<int64_t>(first_period) - static_cast<int64_t>(before_)) *
      static_cast<int64_t>(period_);
  window.copy(begin, input_);
  const float* from = input_.data();
  for (size_t column = 0; column < columns_; ++column)
    for (size_t frame = 0; frame < period_; ++frame)
      block_[frame * columns_ + column] = *from++;
}

/// @p phase = phases_ is phase 0, one frame early.
void KaiserPhases::convolve(size_t phase, size_t group, double* lanes) const {
  const size_t frame =
      phase == phases_ ? wing_ - 1 : wing_ + phase * period_ / phases_;
  convolve_(block_.data() + group * kLanes, offsets_.data() + frame,
            rows_.data() + phase * 2 * wing_ + wing_, wing_, lanes);
}

void KaiserPhases::make_phase(size_t phase, size_t first_period, size_t first,
                              std::span<float> out) {
  // resampy multiplies to know where an output sample lies. A whole frame may
  // come out a rounding error early: then the frame before counts, with its
  // weights.
  const auto is_early = [&](size_t period) {
    return static_cast<uint64_t>(static_cast<double>(period * phases_) *
                                 increment_) < period * period_;
  };
  double lanes[kLanes];
  double early[kLanes];
  for (size_t group = 0; group < groups_; ++group) {
    const size_t period = first_period + group * kLanes;
    if (period * phases_ + phase >= first + out.size()) return;
    convolve(phase, group, lanes);
    bool has_early = false;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      const size_t sample = (period + lane) * phases_ + phase;
      if (sample < first || sample >= first + out.size()) continue;
      double value = lanes[lane];
      if (phase == 0 && is_early(period + lane)) {
        if (!has_early) convolve(phases_, group, early);
        has_early = true;
        value = early[lane];
      }
      out[sample - first] = static_cast<float>(value);
    }
  }
}

void KaiserPhases::process(const WindowRuns& window, size_t first,
                           std::span<float> out) {
  const size_t end = first + out.size();
  for (size_t period = first / phases_; period * phases_ < end;
       period += groups_ * kLanes) {
    lay_out(window, period);
    for (size_t phase = 0; phase < phases_; ++phase)
      make_phase(phase, period, first, out);
  }
}

}  // namespace mood
