/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sampleconverter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace mood {
namespace {

using ipc::SampleKind;
using ipc::SampleLayout;

/// A GStreamer audio format, in its own terms.
struct Format {
  const char* name;
  char kind;  ///< S, U or F
  unsigned width_bits;
  unsigned depth_bits;
};

// Little and big endian of each; GstAudioFormat has no others.
constexpr Format kFormats[] = {
    {"S8", 'S', 8, 8},       {"U8", 'U', 8, 8},       {"S16", 'S', 16, 16},
    {"U16", 'U', 16, 16},    {"S24_32", 'S', 32, 24}, {"U24_32", 'U', 32, 24},
    {"S32", 'S', 32, 32},    {"U32", 'U', 32, 32},    {"S24", 'S', 24, 24},
    {"U24", 'U', 24, 24},    {"S20", 'S', 24, 20},    {"U20", 'U', 24, 20},
    {"S18", 'S', 24, 18},    {"U18", 'U', 24, 18},    {"F32", 'F', 32, 32},
    {"F64", 'F', 64, 64}};

struct Case {
  Format format;
  bool big_endian;
  bool planar;
  uint16_t channels;
};

std::string name_of(const Case& c) {
  return std::string(c.format.name) + (c.big_endian ? "BE" : "LE") +
         (c.planar ? "_planar_" : "_interleaved_") +
         std::to_string(c.channels);
}

SampleLayout layout_of(const Case& c) {
  return {.kind = c.format.kind == 'S'   ? SampleKind::kSigned
                  : c.format.kind == 'U' ? SampleKind::kUnsigned
                                         : SampleKind::kFloat,
          .width_bytes = uint8_t(c.format.width_bits / 8),
          .depth_bits = uint8_t(c.format.depth_bits),
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
      const double level = std::clamp(std::floor(value * half), -half,
                                      half - 1);
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

class Converting : public testing::TestWithParam<Case> {};

TEST_P(Converting, GivesTheMeanOfTheChannels) {
  const auto& c = GetParam();
  const auto layout = layout_of(c);
  ASSERT_TRUE(is_valid(layout));
  const size_t frame_bytes = ipc::RingGeometry::frame_bytes(layout);
  const ipc::RingGeometry geometry(layout, kFrames * frame_bytes);
  std::vector<std::byte> memory(kFrames * frame_bytes);
  std::vector<double> wanted(kFrames);
  for (size_t f = 0; f < kFrames; ++f)
    for (size_t ch = 0; ch < c.channels; ++ch) {
      double meaning;
      const auto bytes = Reference(c).encode(sample_of(f, ch), meaning);
      const size_t width = bytes.size();
      const size_t at = c.planar ? (ch * kFrames + f) * width
                                 : (f * c.channels + ch) * width;
      std::copy(bytes.begin(), bytes.end(), memory.begin() + at);
      wanted[f] += meaning / c.channels;
    }
  std::vector<float> mono(kFrames, 99.0f);
  const SampleConverter converter(layout);
  EXPECT_EQ(converter.convert({memory.data(), kFrames}, geometry, mono), 0u);
  for (size_t f = 0; f < kFrames; ++f)
    ASSERT_NEAR(mono[f], wanted[f], 1e-6) << "frame " << f;
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

INSTANTIATE_TEST_SUITE_P(All, Converting, testing::ValuesIn(cases()),
                         [](const auto& info) { return name_of(info.param); });

TEST(Converter, FindsBitsThatStartAboveTheLowest) {
  const SampleLayout layout = {.kind = SampleKind::kSigned,
                               .width_bytes = 4,
                               .depth_bits = 24,
                               .shift_bits = 8,
                               .channels = 1,
                               .rate_hz = 44100};
  const uint32_t samples[] = {0x400000A5, 0xC00000A5, 0x800000FF, 0xFF};
  float mono[4];
  SampleConverter(layout).convert(
      {reinterpret_cast<const std::byte*>(samples), 4},
      ipc::RingGeometry(layout, sizeof(samples)), mono);
  EXPECT_FLOAT_EQ(mono[0], 0.5f);
  EXPECT_FLOAT_EQ(mono[1], -0.5f);
  EXPECT_FLOAT_EQ(mono[2], -1.0f);
  EXPECT_FLOAT_EQ(mono[3], 0.0f);
}

template <typename Real>
class ConverterOf : public testing::Test {
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
    return SampleConverter(layout).convert(
        {reinterpret_cast<const std::byte*>(samples.data()), mono_.size()},
        ipc::RingGeometry(layout, samples.size() * sizeof(Real)), mono_);
  }

  std::vector<float> mono_;
};

using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(ConverterOf, Reals);

TYPED_TEST(ConverterOf, CountsWhatIsNoNumberAndTakesItForZero) {
  EXPECT_EQ(this->convert({this->kNaN, 1, this->kInfinity, -this->kInfinity,
                           0.5, -this->kNaN, 0.25, 0.25}),
            4u);
  EXPECT_EQ(this->mono_, (std::vector<float>{0.5f, 0, 0.25f, 0.25f}));
}

TYPED_TEST(ConverterOf, LimitsWhatIsFiniteToTenTimesFullScale) {
  EXPECT_EQ(this->convert({10, 10, 11, 11, -11, -11, this->kHuge, this->kHuge,
                           -this->kHuge, -this->kHuge, 9, 9}),
            0u);
  EXPECT_EQ(this->mono_, (std::vector<float>{10, 10, -10, 10, -10, 9}));
}

TYPED_TEST(ConverterOf, TakesTheSmallestNumbersForWhatTheyAre) {
  const auto tiny = std::numeric_limits<TypeParam>::denorm_min();
  EXPECT_EQ(this->convert({tiny, tiny, -tiny, -tiny}), 0u);
  EXPECT_NEAR(this->mono_[0], 0, 1e-38);
}

}  // namespace
}  // namespace mood
