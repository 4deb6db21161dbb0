/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/constantq.h"

#include <algorithm>
#include <cmath>

#include "simd/shuffles.h"

namespace mood::features {
namespace {

constexpr size_t kBins = HopSpectra::kBins;
constexpr size_t kRow = HopSpectra::kRow;
constexpr size_t kLanes = ConstantQ::kLanes;
constexpr size_t kFilters = ConstantQBank::kFilters;

/// Hops of one frame.
constexpr size_t hops_per_frame(size_t octave) {
  return ConstantQBank::kTransform / OctaveCascade::hop(octave);
}

MOOD_INLINE void add_body(const float* a, const float* b, float* out) {
  for (size_t i = 0; i < kRow; i += 8)
    *reinterpret_cast<Float8*>(out + i) =
        *reinterpret_cast<const Float8*>(a + i) +
        *reinterpret_cast<const Float8*>(b + i);
}
MOOD_DISPATCH(void, add, (const float* a, const float* b, float* out),
              (a, b, out), add_body)

/// Four rows of kLanes floats.
MOOD_INLINE void store_rows(const Register4* rows, float* out) {
  for (size_t i = 0; i < 4; ++i) store(out + i * kLanes, rows[i]);
}

/// Turns each of kLanes rows by its phases and lays the frames side by side.
MOOD_INLINE void turn_body(const float* rows, const float* const* phases,
                           float* tile) {
  for (size_t bin = 0; bin < kBins; bin += 4)
    for (size_t lane = 0; lane < kLanes; lane += 4) {
      Register4 re[4];
      Register4 im[4];
      for (size_t i = 0; i < 4; ++i) {
        const float* row = rows + (lane + i) * kRow + bin;
        const float* phase = phases[lane + i] + bin;
        const auto x = load<Register4>(row);
        const auto y = load<Register4>(row + kBins);
        const auto cosine = load<Register4>(phase);
        const auto sine = load<Register4>(phase + kBins);
        re[i] = x * cosine - y * sine;
        im[i] = y * cosine + x * sine;
      }
      transpose(re);
      transpose(im);
      store_rows(re, tile + bin * kLanes + lane);
      store_rows(im, tile + (kBins + bin) * kLanes + lane);
    }
}
MOOD_DISPATCH(void, turn,
              (const float* rows, const float* const* phases, float* tile),
              (rows, phases, tile), turn_body)

/// Magnitudes of all filters' responses, times @p gain.
template <typename V>
MOOD_INLINE void weigh_body(const ConstantQBank::Filter* filters,
                            const ConstantQBank::Weight* weights,
                            const float* tile, float gain, float* out) {
  constexpr size_t kWide = sizeof(V) / sizeof(float);
  constexpr size_t kParts = kLanes / kWide;
  for (size_t f = 0; f < kFilters; ++f) {
    V re[kParts] = {};
    V im[kParts] = {};
    for (uint32_t i = filters[f].begin; i < filters[f].end; ++i) {
      const float weight = weights[i].value;
      const float* bin = tile + weights[i].bin * kLanes;
      for (size_t p = 0; p < kParts; ++p, bin += kWide) {
        re[p] += weight * load<V>(bin);
        im[p] += weight * load<V>(bin + kBins * kLanes);
      }
    }
    for (size_t p = 0; p < kParts; ++p)
      store(out + f * kLanes + p * kWide, re[p] * re[p] + im[p] * im[p]);
  }
  for (size_t f = 0; f < kFilters; ++f) {
    const float scale = filters[f].gain * gain;
    for (size_t lane = 0; lane < kLanes; ++lane)
      out[f * kLanes + lane] = scale * __builtin_sqrtf(out[f * kLanes + lane]);
  }
}
MOOD_DISPATCH_WIDE(void, weigh,
                   (const ConstantQBank::Filter* filters,
                    const ConstantQBank::Weight* weights, const float* tile,
                    float gain, float* out),
                   (filters, weights, tile, gain, out), weigh_body)

}  // namespace

ConstantQ::ConstantQ(const Parameters& parameters)
    : cascade_({parameters.maximum_samples, parameters.isa}),
      spectra_({parameters.maximum_samples, parameters.isa}),
      silence_(kRow),
      ends_((hops_per_frame(kOctaves - 1) + 1) * kRow),
      starts_(kRow),
      sums_(kLanes * kRow),
      tile_(kLanes * kRow),
      add_(add_for(parameters.isa)),
      turn_(turn_for(parameters.isa)),
      weigh_(weigh_for(parameters.isa)) {}

void ConstantQ::shift(size_t frames) {
  cascade_.shift(frames);
  spectra_.shift(frames);
}

void ConstantQ::process(std::span<const float> signal, const Stale& changed,
                        double tuning_bins, Sink& sink) {
  cascade_.process(signal, changed);
  spectra_.process(cascade_);
  bank_.tune(tuning_bins);
  for (size_t k = 0; k < kOctaves; ++k)
    process_octave(k, frame_count(signal.size()), sink);
}

/// A frame's spectrum is the sum of its hops'. Running sums would subtract
/// what they added and so let a loud passage leave its rounding errors in the
/// silence after it. Instead frames are taken in groups of as many as a frame
/// has hops: the first frame of a group begins with it, frame i lacks the
/// group's first i hops and has the first i of the next group.
void ConstantQ::process_octave(size_t octave, size_t frames, Sink& sink) {
  const size_t group = hops_per_frame(octave);
  size_t count = 0;
  for (size_t first = 0; first < frames; first += group) {
    const ptrdiff_t next = ptrdiff_t(first + group / 2);
    accumulate_ends(octave, next - ptrdiff_t(group), group);
    std::fill(starts_.begin(), starts_.end(), 0.0f);
    for (size_t i = 0; i < group && first + i < frames; ++i) {
      add_(ends_.data() + i * kRow, starts_.data(),
           sums_.data() + count * kRow);
      if (++count == kLanes) {
        flush(octave, first + i + 1 - count, count, sink);
        count = 0;
      }
      add_(starts_.data(), hop_row(octave, next + ptrdiff_t(i)),
           starts_.data());
    }
  }
  if (count) flush(octave, frames - count, count, sink);
}

void ConstantQ::accumulate_ends(size_t octave, ptrdiff_t first, size_t hops) {
  float* row = ends_.data() + hops * kRow;
  std::fill_n(row, kRow, 0.0f);
  for (size_t i = hops; i-- > 0; row -= kRow)
    add_(row, hop_row(octave, first + ptrdiff_t(i)), row - kRow);
}

const float* ConstantQ::hop_row(size_t octave, ptrdiff_t hop) const {
  const bool exists = hop >= 0 && size_t(hop) < spectra_.hops();
  return exists ? spectra_.row(octave, size_t(hop)) : silence_.data();
}

void ConstantQ::flush(size_t octave, size_t first_frame, size_t count,
                      Sink& sink) {
  std::array<const float*, kLanes> phases;
  const ptrdiff_t first_hop =
      ptrdiff_t(first_frame) - ptrdiff_t(hops_per_frame(octave) / 2);
  for (size_t i = 0; i < kLanes; ++i)
    phases[i] = spectra_.phases_at_centre(
        octave, first_hop + ptrdiff_t(std::min(i, count - 1)));
  turn_(sums_.data(), phases.data(), tile_.data());
  // librosa keeps the energy of its decimated signals, scales the filters
  // likewise and divides by the root of the filters' length at the full rate:
  // sqrt(2) is left of these for every octave.
  const auto gain = float(std::exp2(0.5 * double(octave)));
  weigh_(bank_.filters().data(), bank_.weights().data(), tile_.data(), gain,
         magnitudes_.data());
  sink.take(octave, first_frame, count, magnitudes_);
}

}  // namespace mood::features
