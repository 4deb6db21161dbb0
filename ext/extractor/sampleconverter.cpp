/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sampleconverter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace mood {
namespace {

constexpr float kLimit = 10;

/// Reads Width bytes in the given order as an unsigned number.
template <unsigned Width, bool BigEndian>
uint64_t load_bits(const std::byte* sample) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < Width; ++i) {
    const unsigned byte = BigEndian ? i : Width - 1 - i;
    bits = bits << 8 | static_cast<uint8_t>(sample[byte]);
  }
  return bits;
}

template <unsigned Width, bool BigEndian>
struct LoadSigned {
  explicit LoadSigned(const ipc::SampleLayout& layout)
      : up(64 - layout.depth_bits - layout.shift_bits),
        down(64 - layout.depth_bits),
        scale(static_cast<float>(std::ldexp(1.0, 1 - layout.depth_bits))) {}
  float operator()(const std::byte* sample) const {
    const auto bits = static_cast<int64_t>(
        load_bits<Width, BigEndian>(sample) << up);
    return static_cast<float>(bits >> down) * scale;
  }
  int up;
  int down;
  float scale;
};

template <unsigned Width, bool BigEndian>
struct LoadUnsigned {
  explicit LoadUnsigned(const ipc::SampleLayout& layout)
      : shift(layout.shift_bits),
        mask((uint64_t{1} << layout.depth_bits) - 1),
        middle(int64_t{1} << (layout.depth_bits - 1)),
        scale(static_cast<float>(std::ldexp(1.0, 1 - layout.depth_bits))) {}
  float operator()(const std::byte* sample) const {
    const auto value = static_cast<int64_t>(
        load_bits<Width, BigEndian>(sample) >> shift & mask);
    return static_cast<float>(value - middle) * scale;
  }
  int shift;
  uint64_t mask;
  int64_t middle;
  float scale;
};

template <typename Real, typename Bits, bool BigEndian>
struct LoadFloat {
  explicit LoadFloat(const ipc::SampleLayout&) {}
  float operator()(const std::byte* sample) const {
    const auto bits =
        static_cast<Bits>(load_bits<sizeof(Real), BigEndian>(sample));
    const auto value = std::bit_cast<Real>(bits);
    // A double may be finite and yet beyond any float.
    return static_cast<float>(
        std::isfinite(value) ? std::clamp<Real>(value, -kLimit, kLimit)
                             : value);
  }
};

}  // namespace

SampleConverter::SampleConverter(const ipc::SampleLayout& layout)
    : layout_(layout), convert_(choose(layout)) {}

template <typename Load>
uint64_t SampleConverter::convert_with(const SampleConverter& self,
                                       const ipc::RingRun& run,
                                       const ipc::RingGeometry& geometry,
                                       std::span<float> mono) {
  const Load load(self.layout_);
  const unsigned channels = self.layout_.channels;
  const float scale = 1.0f / static_cast<float>(channels);
  uint64_t non_finite = 0;
  for (uint64_t frame = 0; frame < run.frames; ++frame) {
    const std::byte* sample = run.data + frame * geometry.frame_stride;
    float sum = 0;
    for (unsigned channel = 0; channel < channels; ++channel) {
      const float value = load(sample + channel * geometry.channel_stride);
      if (std::isfinite(value))
        sum += std::clamp(value, -kLimit, kLimit);
      else
        ++non_finite;
    }
    mono[frame] = sum * scale;
  }
  return non_finite;
}

SampleConverter::Convert SampleConverter::choose(
    const ipc::SampleLayout& layout) {
  using Self = SampleConverter;
  const auto by_order = [&](Convert little, Convert big) {
    return layout.big_endian ? big : little;
  };
  if (layout.kind == ipc::SampleKind::kFloat) {
    if (layout.width_bytes == 8)
      return by_order(&Self::convert_with<LoadFloat<double, uint64_t, false>>,
                      &Self::convert_with<LoadFloat<double, uint64_t, true>>);
    return by_order(&Self::convert_with<LoadFloat<float, uint32_t, false>>,
                    &Self::convert_with<LoadFloat<float, uint32_t, true>>);
  }
  const bool is_signed = layout.kind == ipc::SampleKind::kSigned;
  switch (layout.width_bytes) {
    case 1:
      return is_signed ? &Self::convert_with<LoadSigned<1, false>>
                       : &Self::convert_with<LoadUnsigned<1, false>>;
    case 2:
      return is_signed ? by_order(&Self::convert_with<LoadSigned<2, false>>,
                                  &Self::convert_with<LoadSigned<2, true>>)
                       : by_order(&Self::convert_with<LoadUnsigned<2, false>>,
                                  &Self::convert_with<LoadUnsigned<2, true>>);
    case 3:
      return is_signed ? by_order(&Self::convert_with<LoadSigned<3, false>>,
                                  &Self::convert_with<LoadSigned<3, true>>)
                       : by_order(&Self::convert_with<LoadUnsigned<3, false>>,
                                  &Self::convert_with<LoadUnsigned<3, true>>);
    default:
      return is_signed ? by_order(&Self::convert_with<LoadSigned<4, false>>,
                                  &Self::convert_with<LoadSigned<4, true>>)
                       : by_order(&Self::convert_with<LoadUnsigned<4, false>>,
                                  &Self::convert_with<LoadUnsigned<4, true>>);
  }
}

}  // namespace mood
