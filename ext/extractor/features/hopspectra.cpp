/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/hopspectra.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "simd/shuffles.h"

namespace mood::features {
namespace {

constexpr size_t kBins = HopSpectra::kBins;
constexpr size_t kHalf = kHop / 2;
/// Bins that lie together in the table: eight cosines for every distance
/// j + 1/2 from a hop's middle, then eight sines for every distance.
constexpr size_t kGroup = 8;
constexpr size_t kGroupTable = kHalf * 2 * kGroup;
static_assert(kBins % kGroup == 0);
/// Hops and vectors of bins whose sums fit the registers.
constexpr size_t kTogether = HopSpectra::kTogether;
constexpr size_t kWidth = 3;

/// cos and sin of 2 pi bin turns / steps, where turns may be large.
struct Phase {
  Phase(size_t bin, size_t turns, size_t steps) {
    const double angle =
        2 * std::numbers::pi * double(bin * turns % steps) / double(steps);
    cosine = float(std::cos(angle));
    sine = float(std::sin(angle));
  }
  float cosine;
  float sine;
};

/// Rows of kBins cosines and kBins sines of the phases that each bin runs
/// through in offset + i * step samples.
std::vector<float> phase_rows(size_t offset, size_t step) {
  constexpr size_t kTransform = ConstantQBank::kTransform;
  std::vector<float> rows(kTransform / step * 2 * kBins);
  for (size_t i = 0; i < kTransform / step; ++i)
    for (size_t k = 0; k < kBins; ++k) {
      const Phase phase(ConstantQBank::kFirstBin + k, offset + i * step,
                        kTransform);
      rows[i * 2 * kBins + k] = phase.cosine;
      rows[i * 2 * kBins + kBins + k] = phase.sine;
    }
  return rows;
}

std::vector<float> transform_table() {
  std::vector<float> table(kBins / kGroup * kGroupTable);
  for (size_t k = 0; k < kBins; ++k)
    for (size_t j = 0; j < kHalf; ++j) {
      const Phase phase(ConstantQBank::kFirstBin + k, 2 * j + 1,
                        2 * ConstantQBank::kTransform);
      float* entry =
          table.data() + k / kGroup * kGroupTable + j * kGroup + k % kGroup;
      entry[0] = phase.cosine;
      entry[kGroupTable / 2] = phase.sine;
    }
  return table;
}

/// Parts of a hop of 2 * half samples that are even and odd about its middle.
MOOD_INLINE void fold_body(const float* samples, size_t half,
                           float* __restrict even, float* __restrict odd) {
  for (size_t j = 0; j < half; ++j) {
    const float after = samples[half + j];
    const float before = samples[half - 1 - j];
    even[j] = after + before;
    odd[j] = after - before;
  }
}
MOOD_DISPATCH(void, fold,
              (const float* samples, size_t half, float* even, float* odd),
              (samples, half, even, odd), fold_body)

/// Sums, over the distances from the middle, of one part of each hop times
/// one part of the table, upon kWidth vectors of bins. They stay in registers.
template <typename V>
MOOD_INLINE void accumulate(const float* folded, size_t half,
                            const float* table, size_t first_bin,
                            V (&sums)[kTogether][kWidth]) {
  for (size_t j = 0; j < half; ++j)
    for (size_t v = 0; v < kWidth; ++v) {
      const size_t bin = first_bin + v * kLanes<V>;
      const V entry = load<V>(table + bin / kGroup * kGroupTable + j * kGroup +
                              bin % kGroup);
      for (size_t h = 0; h < kTogether; ++h)
        sums[h][v] += entry * folded[h * kHop + j];
    }
}

template <typename V>
MOOD_INLINE void transform_together(const float* folded, size_t half,
                                    const float* table, size_t first_bin,
                                    const float* const* phases,
                                    float* const* rows) {
  V even[kTogether][kWidth] = {};
  V odd[kTogether][kWidth] = {};
  accumulate<V>(folded, half, table, first_bin, even);
  accumulate<V>(folded + kHalf, half, table + kGroupTable / 2, first_bin, odd);
  for (size_t h = 0; h < kTogether; ++h)
    for (size_t v = 0; v < kWidth; ++v) {
      // (even - i odd) turned by the phase of the hop's middle.
      const size_t bin = first_bin + v * kLanes<V>;
      const V cosine = load<V>(phases[h] + bin);
      const V sine = load<V>(phases[h] + kBins + bin);
      store(rows[h] + bin, even[h][v] * cosine - odd[h][v] * sine);
      store(rows[h] + kBins + bin, -(odd[h][v] * cosine + even[h][v] * sine));
    }
}

/// Stays with a stretch of the table for all hops, as the whole of it is too
/// large for the nearest cache.
template <typename V>
MOOD_INLINE void transform_hops(const float* folded, size_t half, size_t hops,
                                const float* table, const float* const* phases,
                                float* const* rows) {
  constexpr size_t kStep = kWidth * kLanes<V>;
  static_assert(kBins % kStep == 0);
  for (size_t bin = 0; bin < kBins; bin += kStep)
    for (size_t h = 0; h < hops; h += kTogether)
      transform_together<V>(folded + h * kHop, half, table, bin, phases + h,
                            rows + h);
}
MOOD_DISPATCH_WIDE(void, transform,
                   (const float* folded, size_t half, size_t hops,
                    const float* table, const float* const* phases,
                    float* const* rows),
                   (folded, half, hops, table, phases, rows), transform_hops)

}  // namespace

HopSpectra::HopSpectra(const Parameters& parameters)
    : table_(transform_table()),
      hop_phases_(phase_rows(0, kHopStep)),
      // From half a sample before the block to kCentre in it.
      centre_phases_(
          phase_rows(size_t(ConstantQBank::kCentre + 0.5), kCentreStep)),
      incomplete_(kHop),
      folded_(kBatch * kHop),
      fold_(fold_for(parameters.isa)),
      transform_(transform_for(parameters.isa)) {
  rows_.reserve(kOctaves);
  for (size_t k = 0; k < kOctaves; ++k)
    rows_.emplace_back(frame_count(parameters.maximum_samples), kRow);
}

void HopSpectra::shift(size_t hops) {
  for (auto& rows : rows_) rows.shift(hops);
  origin_ = (origin_ + hops) % kTransform;
}

const float* HopSpectra::phases_at_centre(size_t octave, ptrdiff_t hop) const {
  // kTransform hops are whole turns in every octave.
  const size_t start = size_t(hop + ptrdiff_t(kTransform + origin_)) *
                       OctaveCascade::hop(octave) % kTransform;
  return centre_phases_.data() + start / kCentreStep * kRow;
}

void HopSpectra::process(const OctaveCascade& cascade) {
  for (size_t k = 0; k < kOctaves; ++k) {
    const auto signal = cascade.signal(k);
    const size_t hop = OctaveCascade::hop(k);
    hops_ = (signal.size() + hop - 1) / hop;
    const Stale& samples = cascade.stale(k);
    const Range head = {samples.head.begin / hop,
                        (samples.head.end + hop - 1) / hop};
    const Range tail = {samples.tail.begin / hop,
                        (samples.tail.end + hop - 1) / hop};
    if (!samples.head.empty()) process(signal, k, head);
    // The hop that both lie in was done with the head.
    if (!samples.tail.empty())
      process(signal, k, {std::max(tail.begin, head.end), tail.end});
  }
}

void HopSpectra::process(std::span<const float> signal, size_t octave,
                         Range hops) {
  for (size_t hop = hops.begin; hop < hops.end; hop += kBatch)
    transform(signal, octave, hop, std::min(kBatch, hops.end - hop));
}

void HopSpectra::transform(std::span<const float> signal, size_t octave,
                           size_t first, size_t count) {
  const size_t length = OctaveCascade::hop(octave);
  std::array<const float*, kBatch> phases;
  std::array<float*, kBatch> rows;
  for (size_t i = 0; i < count; ++i) {
    const size_t begin = (first + i) * length;
    const float* samples = signal.data() + begin;
    if (begin + length > signal.size()) {
      std::fill(std::copy(signal.begin() + ptrdiff_t(begin), signal.end(),
                          incomplete_.begin()),
                incomplete_.end(), 0.0f);
      samples = incomplete_.data();
    }
    float* folded = folded_.data() + i * kHop;
    fold_(samples, length / 2, folded, folded + kHalf);
    // The middle of the hop is length / 2 samples after the phases' moment.
    const size_t middle =
        ((origin_ + first + i) * length + length / 2) % kTransform;
    phases[i] = hop_phases_.data() + middle / kHopStep * kRow;
    rows[i] = rows_[octave].row(first + i).data();
  }
  size_t filled = count;
  for (; filled % kTogether; ++filled) {  // repeats the last hop
    std::copy_n(folded_.begin() + ptrdiff_t((count - 1) * kHop), kHop,
                folded_.begin() + ptrdiff_t(filled * kHop));
    phases[filled] = phases[count - 1];
    rows[filled] = rows[count - 1];
  }
  transform_(folded_.data(), length / 2, filled, table_.data(), phases.data(),
             rows.data());
}

}  // namespace mood::features
