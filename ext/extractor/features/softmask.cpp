/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/softmask.h"

#include <limits>

#include "features/registers.h"

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
    twice(soft_mask(read<V>(wanted + i), read<V>(other + i)), low, high);
    float products[2 * kLanes<V>];
    write(read<V>(spectrum + 2 * i) * low, products);
    write(read<V>(spectrum + 2 * i + kLanes<V>) * high, products + kLanes<V>);
    for (size_t j = 0; j < 2 * kLanes<V>; ++j)
      out[2 * i + j] = double(products[j]);
  }
  for (; i < count; ++i) {
    const float mask = soft_mask(wanted[i], other[i]);
    out[2 * i] = double(spectrum[2 * i] * mask);
    out[2 * i + 1] = double(spectrum[2 * i + 1] * mask);
  }
}

#define MOOD_APPLY(name, V)                                         \
  MOOD_DISPATCH(void, name,                                         \
                (const float* wanted, const float* other,           \
                 const float* spectrum, double* out, size_t count), \
                (wanted, other, spectrum, out, count), apply_body<V>)
MOOD_APPLY(apply4, Lanes4)
MOOD_APPLY(apply8, Lanes8)
#undef MOOD_APPLY

}  // namespace

SoftMask::SoftMask(Isa isa)
    : apply_(isa == Isa::kX86_64_v3 ? apply8_for(Isa::kX86_64_v3)
                                    : apply4_for(Isa::kBaseline)) {}

void SoftMask::apply(const float* wanted, const float* other,
                     std::span<const std::complex<float>> spectrum,
                     std::span<std::complex<double>> out) const {
  apply_(wanted, other, reinterpret_cast<const float*>(spectrum.data()),
         reinterpret_cast<double*>(out.data()), spectrum.size());
}

}  // namespace mood::features
