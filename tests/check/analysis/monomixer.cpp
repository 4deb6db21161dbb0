/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "monomixer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace mood {
namespace {

/// A GStreamer audio format, in its own terms.
struct Format {
  const char* name;
  char kind;  ///< S, U or F
  unsigned width_bits;
  unsigned depth_bits;
};

// Little and big endian of each; GstAudioFormat has no others.
constexpr Format kFormats[] = {
    {"S8", 'S', 8, 8},    {"U8", 'U', 8, 8},       {"S16", 'S', 16, 16},
    {"U16", 'U', 16, 16}, {"S24_32", 'S', 32, 24}, {"U24_32", 'U', 32, 24},
    {"S32", 'S', 32, 32}, {"U32", 'U', 32, 32},    {"S24", 'S', 24, 24},
    {"U24", 'U', 24, 24}, {"S20", 'S', 24, 20},    {"U20", 'U', 24, 20},
    {"S18", 'S', 24, 18}, {"U18", 'U', 24, 18},    {"F32", 'F', 32, 32},
    {"F64", 'F', 64, 64}};

struct Case {
  Format format;
  bool big_endian;
  bool planar;
  uint16_t channels;
};

std::string name_of(const Case& c) {
  return std::string(c.format.name) + (c.big_endian ? "BE" : "LE") +
         (c.planar ? "_planar_" : "_interleaved_") + std::to_string(c.channels);
}

SampleLayout layout_of(const Case& c) {
  return {.kind = c.format.kind == 'S'   ? SampleKind::kSigned
                  : c.format.kind == 'U' ? SampleKind::kUnsigned
                                         : SampleKind::kFloat,
          .width_bytes = c.format.width_bits / 8,
          .depth_bits = c.format.depth_bits,
          .big_endian = c.big_endian,
          .planar = c.planar,
          .channels = c.channels,
          .rate_hz = 44100};
}

/// Stores samples the obvious way and remembers what they mean.
class Reference {
 public:
  explicit Reference(const Case& c) : case_(c) {}

  /// One sample from full-scale number @p value in [-1, 1).
  std::vector<std::byte> encode(double value, double& meaning) const {
    const auto& format = case_.format;
    uint64_t bits = 0;
    if (format.kind == 'F') {
      if (format.width_bits == 32) {
        const auto single = static_cast<float>(value);
        std::memcpy(&bits, &single, 4);
        meaning = single;
      } else {
        std::memcpy(&bits, &value, 8);
        meaning = value;
      }
    } else {
      const double half = std::ldexp(1.0, int(format.depth_bits) - 1);
      const double level =
          std::clamp(std::floor(value * half), -half, half - 1);
      meaning = level / half;
      const auto number = static_cast<int64_t>(level);
      bits = format.kind == 'U' ? uint64_t(number + int64_t(half))
                                : uint64_t(number);
      // GStreamer leaves the bits above the depth undefined when they are
      // read: here they are noise.
      const uint64_t mask = (uint64_t{1} << format.depth_bits) - 1;
      bits = (bits & mask) | (0xA5A5A5A5A5A5A5A5u & ~mask);
    }
    std::vector<std::byte> bytes;
    for (unsigned i = 0; i < format.width_bits; i += 8)
      bytes.push_back(std::byte(bits >> i));
    if (case_.big_endian) std::reverse(bytes.begin(), bytes.end());
    return bytes;
  }

 private:
  Case case_;
};

constexpr size_t kFrames = 97;

double sample_of(size_t frame, size_t channel) {
  const double extremes[] = {-1, 0, 0.99999999, -0.5, 0.5, 1e-7, -1e-7};
  if (frame < std::size(extremes)) return extremes[frame];
  return std::sin(0.37 * double(frame) + 1.1 * double(channel));
}

class Mixing : public testing::TestWithParam<Case> {};

TEST_P(Mixing, GivesTheMeanOfTheChannels) {
  const auto& c = GetParam();
  const auto layout = layout_of(c);
  const size_t frame_bytes = layout.width_bytes * c.channels;
  std::vector<std::byte> memory(kFrames * frame_bytes);
  std::vector<double> wanted(kFrames);
  for (size_t f = 0; f < kFrames; ++f)
    for (size_t ch = 0; ch < c.channels; ++ch) {
      double meaning;
      const auto bytes = Reference(c).encode(sample_of(f, ch), meaning);
      const size_t width = bytes.size();
      const size_t at =
          c.planar ? (ch * kFrames + f) * width : (f * c.channels + ch) * width;
      std::copy(bytes.begin(), bytes.end(), memory.begin() + at);
      wanted[f] += meaning / c.channels;
    }
  std::vector<float> mono(kFrames, 99.0f);
  std::vector<const std::byte*> planes;
  for (size_t ch = 0; ch < (c.planar ? c.channels : 1u); ++ch)
    planes.push_back(memory.data() + ch * kFrames * layout.width_bytes);
  EXPECT_EQ(MonoMixer(layout).mix(planes, 0, mono), 0u);
  for (size_t f = 0; f < kFrames; ++f)
    ASSERT_NEAR(mono[f], wanted[f], 1e-6) << "frame " << f;
  std::vector<float> rest(kFrames - 11);
  MonoMixer(layout).mix(planes, 11, rest);
  EXPECT_TRUE(std::equal(rest.begin(), rest.end(), mono.begin() + 11));
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& format : kFormats)
    for (bool big_endian : {false, true})
      for (bool planar : {false, true})
        for (uint16_t channels : {1, 2, 6, 64})
          all.push_back({format, big_endian, planar, channels});
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, Mixing, testing::ValuesIn(cases()),
                         [](const auto& info) { return name_of(info.param); });

template <typename Real>
class MonoMixerOf : public testing::Test {
 protected:
  static constexpr Real kInfinity = std::numeric_limits<Real>::infinity();
  static constexpr Real kNaN = std::numeric_limits<Real>::quiet_NaN();
  static constexpr Real kHuge = std::numeric_limits<Real>::max();

  /// Converts stereo frames.
  uint64_t convert(const std::vector<Real>& samples) {
    const SampleLayout layout = {.kind = SampleKind::kFloat,
                                 .width_bytes = sizeof(Real),
                                 .depth_bits = 8 * sizeof(Real),
                                 .channels = 2,
                                 .rate_hz = 44100};
    mono_.resize(samples.size() / 2);
    const auto* bytes = reinterpret_cast<const std::byte*>(samples.data());
    return MonoMixer(layout).mix({&bytes, 1}, 0, mono_);
  }

  std::vector<float> mono_;
};

using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(MonoMixerOf, Reals);

TYPED_TEST(MonoMixerOf, CountsWhatIsNoNumberAndTakesItForZero) {
  EXPECT_EQ(this->convert({this->kNaN, 1, this->kInfinity, -this->kInfinity,
                           0.5, -this->kNaN, 0.25, 0.25}),
            4u);
  EXPECT_EQ(this->mono_, (std::vector<float>{0.5f, 0, 0.25f, 0.25f}));
}

TYPED_TEST(MonoMixerOf, LimitsWhatIsFiniteToTenTimesFullScale) {
  EXPECT_EQ(this->convert({10, 10, 11, 11, -11, -11, this->kHuge, this->kHuge,
                           -this->kHuge, -this->kHuge, 9, 9}),
            0u);
  EXPECT_EQ(this->mono_, (std::vector<float>{10, 10, -10, 10, -10, 9}));
}

TYPED_TEST(MonoMixerOf, TakesTheSmallestNumbersForWhatTheyAre) {
  const auto tiny = std::numeric_limits<TypeParam>::denorm_min();
  EXPECT_EQ(this->convert({tiny, tiny, -tiny, -tiny}), 0u);
  EXPECT_NEAR(this->mono_[0], 0, 1e-38);
}

// Long buffers are mixed by blocks, some of which turn out to need care.
TYPED_TEST(MonoMixerOf, TreatsLongBuffersLikeShortOnes) {
  std::vector<TypeParam> samples(2 * 1000);
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] = TypeParam(std::sin(0.1 * double(i)));
  samples[300] = this->kNaN;
  samples[1001] = this->kInfinity;
  samples[1400] = 15;
  samples[1401] = 14;
  ASSERT_EQ(this->convert(samples), 2u);
  const auto whole = this->mono_;
  EXPECT_EQ(whole[700], 10);
  for (size_t f = 0; f < 1000; f += 10) {
    this->convert({samples.begin() + 2 * f, samples.begin() + 2 * f + 20});
    EXPECT_TRUE(
        std::equal(this->mono_.begin(), this->mono_.end(), whole.begin() + f))
        << f;
  }
}

TEST(MonoMixer, TakesSamplesFromAnyAddress) {
  std::vector<float> samples(2 * 200);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = 0.001f * float(i);
  std::vector<std::byte> shifted(samples.size() * sizeof(float) + 1);
  std::memcpy(shifted.data() + 1, samples.data(), shifted.size() - 1);
  std::vector<float> wanted(200), mono(200);
  const MonoMixer mixer({.channels = 2});
  const std::byte* aligned = reinterpret_cast<std::byte*>(samples.data());
  const std::byte* odd = shifted.data() + 1;
  mixer.mix({&aligned, 1}, 0, wanted);
  mixer.mix({&odd, 1}, 0, mono);
  EXPECT_EQ(mono, wanted);
}

}  // namespace
}  // namespace mood
