/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "monomixer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace mood {
namespace {

constexpr float kLimit = 10;
constexpr float kHuge = std::numeric_limits<float>::max();
/// Frames that are mixed before anybody looks whether they were tame.
constexpr size_t kBlock = 64;

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

float full_scale(const SampleLayout& layout) {
  return static_cast<float>(
      std::ldexp(1.0, 1 - static_cast<int>(layout.depth_bits)));
}

template <unsigned Width, bool BigEndian>
struct LoadSigned {
  explicit LoadSigned(const SampleLayout& layout)
      : unused(64 - layout.depth_bits), scale(full_scale(layout)) {}
  float operator()(const std::byte* sample) const {
    const auto bits =
        static_cast<int64_t>(load_bits<Width, BigEndian>(sample) << unused);
    return static_cast<float>(bits >> unused) * scale;
  }
  unsigned unused;
  float scale;
};

template <unsigned Width, bool BigEndian>
struct LoadUnsigned {
  explicit LoadUnsigned(const SampleLayout& layout)
      : mask((uint64_t{1} << layout.depth_bits) - 1),
        middle(int64_t{1} << (layout.depth_bits - 1)),
        scale(full_scale(layout)) {}
  float operator()(const std::byte* sample) const {
    const auto value =
        static_cast<int64_t>(load_bits<Width, BigEndian>(sample) & mask);
    return static_cast<float>(value - middle) * scale;
  }
  uint64_t mask;
  int64_t middle;
  float scale;
};

template <typename Real, typename Bits, bool BigEndian>
struct LoadFloat {
  explicit LoadFloat(const SampleLayout&) {}
  float operator()(const std::byte* sample) const {
    const auto bits =
        static_cast<Bits>(load_bits<sizeof(Real), BigEndian>(sample));
    const Real value = std::bit_cast<Real>(bits);
    // Finite stays finite: a double may be beyond any float.
    if (std::isfinite(value))
      return static_cast<float>(std::clamp<Real>(value, -kHuge, kHuge));
    return static_cast<float>(value);
  }
};

// Four at a time, by the compilers' portable vectors (SSE2, NEON): left to
// itself the optimiser takes twice as long over the stereo case.
using Floats = float __attribute__((vector_size(16)));
using Integers = int32_t __attribute__((vector_size(16)));

template <typename Vector>
Vector load(const void* samples) {
  Vector four;
  std::memcpy(&four, samples, sizeof(four));
  return four;
}

/// The sums over the channels of four frames.
template <unsigned Channels>
Floats sum_four(const float* samples) {
  const auto first = load<Floats>(samples);
  if constexpr (Channels == 1) return first;
  const auto second = load<Floats>(samples + 4);
  return __builtin_shufflevector(first, second, 0, 2, 4, 6) +
         __builtin_shufflevector(first, second, 1, 3, 5, 7);
}

template <unsigned Channels>
Floats sum_four(const int16_t* samples) {
  if constexpr (Channels == 1)
    return Floats{float(samples[0]), float(samples[1]), float(samples[2]),
                  float(samples[3])};
  // A pair of samples in each element: its halves, with their signs.
  const auto pairs = load<Integers>(samples);
  return __builtin_convertvector(((pairs << 16) >> 16) + (pairs >> 16), Floats);
}

/// The mean of one or two interleaved channels over a whole block.
/// @return false where a mean is not finite or beyond the limit: the block
/// then wants the careful way.
template <typename Sample, unsigned Channels>
bool mix_block(const Sample* samples, float* mono, float scale) {
  // As integers, magnitudes of floats sort like the floats, NaN on top.
  constexpr auto kLimitBits = std::bit_cast<int32_t>(kLimit);
  Integers beyond = {};
  for (size_t i = 0; i < kBlock; i += 4) {
    const Floats mean = sum_four<Channels>(samples + Channels * i) * scale;
    std::memcpy(mono + i, &mean, sizeof(mean));
    beyond |= kLimitBits - (std::bit_cast<Integers>(mean) & 0x7fffffff);
  }
  return (beyond[0] | beyond[1] | beyond[2] | beyond[3]) >= 0;
}

}  // namespace

struct MonoMixer::Frames {
  std::array<const std::byte*, kMaximumChannels> channels;
  size_t stride;
};

MonoMixer::MonoMixer(const SampleLayout& layout)
    : layout_(layout), mix_(choose(layout)) {}

uint64_t MonoMixer::mix(std::span<const std::byte* const> planes,
                        uint64_t first, std::span<float> mono) const {
  Frames frames;
  frames.stride = layout_.planar ? layout_.width_bytes
                                 : layout_.width_bytes * layout_.channels;
  for (unsigned i = 0; i < layout_.channels; ++i)
    frames.channels[i] =
        (layout_.planar ? planes[i]
                        : planes[0] + size_t{i} * layout_.width_bytes) +
        first * frames.stride;
  return mix_(layout_, frames, mono);
}

template <typename Load>
uint64_t MonoMixer::mix_any(const SampleLayout& layout, const Frames& frames,
                            std::span<float> mono) {
  const Load load(layout);
  const float scale = 1.0f / static_cast<float>(layout.channels);
  uint64_t non_finite = 0;
  for (size_t frame = 0; frame < mono.size(); ++frame) {
    float sum = 0;
    for (unsigned channel = 0; channel < layout.channels; ++channel) {
      const float value =
          load(frames.channels[channel] + frame * frames.stride);
      if (std::isfinite(value))
        sum += value;
      else
        ++non_finite;
    }
    mono[frame] = std::clamp(sum * scale, -kLimit, kLimit);
  }
  return non_finite;
}

template <typename Sample, typename Load>
uint64_t MonoMixer::mix_fast(const SampleLayout& layout, const Frames& frames,
                             std::span<float> mono) {
  const std::byte* bytes = frames.channels[0];
  if (reinterpret_cast<uintptr_t>(bytes) % alignof(Sample) != 0)
    return mix_any<Load>(layout, frames, mono);
  const auto* samples = reinterpret_cast<const Sample*>(bytes);
  const float unit = std::is_integral_v<Sample> ? full_scale(layout) : 1.0f;
  const bool stereo = layout.channels == 2;
  uint64_t non_finite = 0;
  size_t done = 0;
  const auto carefully = [&](size_t count) {
    Frames rest = frames;
    for (unsigned i = 0; i < layout.channels; ++i)
      rest.channels[i] += done * frames.stride;
    non_finite += mix_any<Load>(layout, rest, mono.subspan(done, count));
  };
  for (; done + kBlock <= mono.size(); done += kBlock) {
    const bool tame =
        stereo ? mix_block<Sample, 2>(samples + 2 * done, &mono[done], unit / 2)
               : mix_block<Sample, 1>(samples + done, &mono[done], unit);
    if (!tame) carefully(kBlock);
  }
  carefully(mono.size() - done);
  return non_finite;
}

MonoMixer::Mix MonoMixer::choose(const SampleLayout& layout) {
  using Self = MonoMixer;
  const auto by_order = [&](Mix little, Mix big) {
    return layout.big_endian ? big : little;
  };
  constexpr bool kBig = std::endian::native == std::endian::big;
  const bool fast =
      layout.big_endian == kBig &&
      (layout.channels == 1 || (layout.channels == 2 && !layout.planar));
  if (layout.kind == SampleKind::kFloat) {
    if (layout.width_bytes == 8)
      return by_order(&Self::mix_any<LoadFloat<double, uint64_t, false>>,
                      &Self::mix_any<LoadFloat<double, uint64_t, true>>);
    if (fast) return &Self::mix_fast<float, LoadFloat<float, uint32_t, kBig>>;
    return by_order(&Self::mix_any<LoadFloat<float, uint32_t, false>>,
                    &Self::mix_any<LoadFloat<float, uint32_t, true>>);
  }
  const bool is_signed = layout.kind == SampleKind::kSigned;
  switch (layout.width_bytes) {
    case 1:
      return is_signed ? &Self::mix_any<LoadSigned<1, false>>
                       : &Self::mix_any<LoadUnsigned<1, false>>;
    case 2:
      if (is_signed && fast && layout.depth_bits == 16)
        return &Self::mix_fast<int16_t, LoadSigned<2, kBig>>;
      return is_signed ? by_order(&Self::mix_any<LoadSigned<2, false>>,
                                  &Self::mix_any<LoadSigned<2, true>>)
                       : by_order(&Self::mix_any<LoadUnsigned<2, false>>,
                                  &Self::mix_any<LoadUnsigned<2, true>>);
    case 3:
      return is_signed ? by_order(&Self::mix_any<LoadSigned<3, false>>,
                                  &Self::mix_any<LoadSigned<3, true>>)
                       : by_order(&Self::mix_any<LoadUnsigned<3, false>>,
                                  &Self::mix_any<LoadUnsigned<3, true>>);
    default:
      return is_signed ? by_order(&Self::mix_any<LoadSigned<4, false>>,
                                  &Self::mix_any<LoadSigned<4, true>>)
                       : by_order(&Self::mix_any<LoadUnsigned<4, false>>,
                                  &Self::mix_any<LoadUnsigned<4, true>>);
  }
}

}  // namespace mood
