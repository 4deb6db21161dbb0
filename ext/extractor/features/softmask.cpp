/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/softmask.h"

#include <limits>

#include "simd/shuffles.h"

namespace mood::features {
namespace {

constexpr float kTiny = std::numeric_limits<float>::min();

/// V is a vector or a float.
template <typename V>
MOOD_INLINE V soft_mask(V wanted, V other) {
  const V larger = upper(wanted, other);
  // Division by the larger one makes that one 1.
  const V ratio = lower(wanted, other) / (larger < kTiny ? V{} + 1.0f : larger);
  const V square = ratio * ratio;
  const V mask = (wanted > other ? V{} + 1.0f : square) / (1.0f + square);
  return larger < kTiny ? V{} + 0.5f : mask;
}

template <typename V>
MOOD_INLINE void apply_body(const float* __restrict wanted,
                            const float* __restrict other,
                            const float* __restrict spectrum,
                            double* __restrict out, size_t count) {
  size_t i = 0;
  for (; i + kLanes<V> <= count; i += kLanes<V>) {
    V low;
    V high;
    twice(soft_mask(load<V>(wanted + i), load<V>(other + i)), low, high);
    float products[2 * kLanes<V>];
    store(products, load<V>(spectrum + 2 * i) * low);
    store(products + kLanes<V>, load<V>(spectrum + 2 * i + kLanes<V>) * high);
    for (size_t j = 0; j < 2 * kLanes<V>; ++j)
      out[2 * i + j] = double(products[j]);
  }
  for (; i < count; ++i) {
    const float mask = soft_mask(wanted[i], other[i]);
    out[2 * i] = double(spectrum[2 * i] * mask);
    out[2 * i + 1] = double(spectrum[2 * i + 1] * mask);
  }
}

MOOD_DISPATCH_WIDE(void, apply,
                   (const float* wanted, const float* other,
                    const float* spectrum, double* out, size_t count),
                   (wanted, other, spectrum, out, count), apply_body)

}  // namespace

SoftMask::SoftMask(Isa isa) : apply_(apply_for(isa)) {}

void SoftMask::apply(const float* wanted, const float* other,
                     std::span<const std::complex<float>> spectrum,
                     std::span<std::complex<double>> out) const {
  apply_(wanted, other, reinterpret_cast<const float*>(spectrum.data()),
         reinterpret_cast<double*>(out.data()), spectrum.size());
}

}  // namespace mood::features
