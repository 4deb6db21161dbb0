/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windowresampler.h"

#include <gtest/gtest.h>
#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "signals.h"

namespace mood {
namespace {

using Quality = ResamplerQuality;

std::vector<float> resample(WindowResampler& resampler,
                            std::span<const float> window, size_t cut = 0,
                            size_t hops = 0) {
  const auto output =
      resampler.process(window.first(cut), window.subspan(cut), hops);
  return {output.begin(), output.end()};
}

std::vector<float> resample(double rate_hz, Quality quality,
                            std::span<const float> window) {
  WindowResampler resampler({.rate_hz = rate_hz,
                             .maximum_frames = window.size(),
                             .quality = quality});
  EXPECT_TRUE(resampler.valid());
  return resample(resampler, window);
}

double largest_difference(std::span<const float> a, std::span<const float> b) {
  EXPECT_EQ(a.size(), b.size());
  double largest = 0;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max<double>(largest, std::abs(a[i] - b[i]));
  return largest;
}

std::vector<float> soxr_in_one_go(double rate_hz,
                                  const std::vector<float>& window) {
  std::vector<float> output(
      size_t(std::ceil(double(window.size()) * 22050 / rate_hz)));
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  size_t made = 0;
  soxr_oneshot(rate_hz, 22050, 1, window.data(), window.size(), nullptr,
               output.data(), output.size(), &made, nullptr, &quality, nullptr);
  EXPECT_GE(made + 1, output.size());
  return output;
}

struct Case {
  Quality quality;
  double rate_hz;
};

class WindowResamplerCases : public testing::TestWithParam<Case> {
 protected:
  WindowResamplerCases()
      : quality_(GetParam().quality), rate_hz_(GetParam().rate_hz) {}

  size_t second() const { return size_t(rate_hz_); }

  Quality quality_;
  double rate_hz_;
};

TEST_P(WindowResamplerCases, RoundsTheLengthUp) {
  WindowResampler resampler(
      {.rate_hz = rate_hz_, .maximum_frames = 5000, .quality = quality_});
  const std::vector<float> window(5000, 0.5f);
  for (const size_t frames : {0, 1, 2, 3, 100, 101, 4999, 5000})
    EXPECT_EQ(resampler.process(std::span(window).first(frames)).size(),
              size_t(std::ceil(double(frames) * (22050 / rate_hz_))))
        << frames;
}

TEST_P(WindowResamplerCases, KeepsTime) {
  // A smooth pulse in the middle, longer than both rates' filters.
  std::vector<float> window(second());
  for (size_t i = 0; i < window.size(); ++i)
    window[i] = float(
        std::exp(-0.5 * std::pow((double(i) / rate_hz_ - 0.5) / 0.002, 2)));
  const auto output = resample(rate_hz_, quality_, window);
  double moment = 0, sum = 0;
  for (size_t k = 0; k < output.size(); ++k) {
    moment += double(k) * output[k];
    sum += output[k];
  }
  EXPECT_NEAR(moment / sum, 11025, 0.01);
  EXPECT_NEAR(*std::max_element(output.begin(), output.end()), 1, 0.001);
}

TEST_P(WindowResamplerCases, KeepsTonesAndRemovesWhatWouldFold) {
  for (const double frequency_hz : {1500.0, 14000.0}) {
    if (frequency_hz * 2 > rate_hz_ || rate_hz_ < 22051) continue;
    const auto output = resample(rate_hz_, quality_,
                                 test::sine(rate_hz_, 1, frequency_hz, 0.5));
    // Whole periods of the lower tone.
    const auto middle = std::span(output).subspan(2205, 147 * 120);
    double power = 0;
    for (const float x : middle) power += double(x) * x;
    const double level = std::sqrt(2 * power / double(middle.size()));
    // Where resampy cuts its tap distance, its gain is not quite 1, nor 0.
    const bool exact = quality_ == Quality::kSoxrHq;
    if (frequency_hz < 11025) {
      EXPECT_NEAR(level, 0.5, exact ? 1e-5 : 1e-3);
    } else {
      EXPECT_NEAR(level, 0, exact ? 1e-5 : 1e-4);
    }
  }
}

TEST_P(WindowResamplerCases, TakesTheWindowInTwoRuns) {
  const auto window = test::noise(rate_hz_, 0.5, 1);
  WindowResampler resampler({.rate_hz = rate_hz_,
                             .maximum_frames = window.size(),
                             .quality = quality_});
  const auto whole = resample(resampler, window);
  for (const size_t cut : {size_t{1}, window.size() / 3, window.size() - 1})
    EXPECT_EQ(resample(resampler, window, cut), whole) << cut;
  EXPECT_EQ(resample(resampler, window, window.size()), whole);
}

TEST_P(WindowResamplerCases, KeepsNothingOfTheWindowBefore) {
  const auto loud = test::noise(rate_hz_, 0.5, 1);
  const auto other = test::noise(rate_hz_, 0.5, 0.1, 7);
  WindowResampler resampler({.rate_hz = rate_hz_,
                             .maximum_frames = loud.size(),
                             .quality = quality_});
  resample(resampler, loud);
  const auto output = resample(resampler, test::silence(rate_hz_, 0.5));
  EXPECT_TRUE(std::all_of(output.begin(), output.end(),
                          [](float x) { return x == 0; }));
  resample(resampler, loud);
  EXPECT_EQ(resample(resampler, other), resample(rate_hz_, quality_, other));
}

TEST_P(WindowResamplerCases, BordersTellWithinTheEdgeOnly) {
  const auto samples = test::noise(rate_hz_, 3, 1);
  const auto middle = std::span(samples).subspan(second(), second());
  WindowResampler resampler({.rate_hz = rate_hz_,
                             .maximum_frames = samples.size(),
                             .quality = quality_});
  const auto whole = resample(resampler, samples);
  const auto alone = resample(resampler, middle);
  const size_t edge = resampler.edge_samples();
  ASSERT_EQ(alone.size(), 22050u);
  ASSERT_LE(edge, 128 * std::max(1.0, 22050 / rate_hz_) + 1);
  const size_t kept = alone.size() - 2 * edge;
  EXPECT_LT(largest_difference(std::span(whole).subspan(22050 + edge, kept),
                               std::span(alone).subspan(edge, kept)),
            2e-6);
}

TEST_P(WindowResamplerCases, MovesTheWindowOn) {
  const size_t frames = size_t(1.5 * rate_hz_);
  const Case& c = GetParam();
  WindowResampler moving(
      {.rate_hz = c.rate_hz, .maximum_frames = frames, .quality = c.quality});
  WindowResampler still(
      {.rate_hz = c.rate_hz, .maximum_frames = frames, .quality = c.quality});
  if (moving.hop_frames() == 0) return;
  const auto samples = test::noise(rate_hz_, 14, 1);
  size_t position = 0;
  for (const size_t hops :
       {0, 1, 7, 43, 20, 0, 2, 64, 63, 65, 1, 1, 1, 58, 60, 43, 86}) {
    position += hops * moving.hop_frames();
    const auto window = std::span(samples).subspan(position, frames);
    EXPECT_LT(
        largest_difference(resample(moving, window, position % frames, hops),
                           resample(still, window)),
        1e-6)
        << hops << " hops to frame " << position;
  }
}

TEST_P(WindowResamplerCases, DoesAWindowOfAnotherLengthWhole) {
  const auto samples = test::noise(rate_hz_, 2, 1);
  WindowResampler resampler({.rate_hz = rate_hz_,
                             .maximum_frames = samples.size(),
                             .quality = quality_});
  resample(resampler, samples);
  const auto shorter = std::span(samples).subspan(1024, second());
  EXPECT_EQ(resample(resampler, shorter, 0, 2),
            resample(rate_hz_, quality_, shorter));
  WindowResampler fresh({.rate_hz = rate_hz_,
                         .maximum_frames = samples.size(),
                         .quality = quality_});
  EXPECT_EQ(resample(fresh, shorter, 0, 1),
            resample(rate_hz_, quality_, shorter));
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const auto quality : {Quality::kSoxrHq, Quality::kKaiserBest})
    for (const double rate_hz :
         {4000, 8000, 11025, 16000, 22050, 22051, 32000, 33075, 44056, 44100,
          48000, 55125, 88200, 96000, 176400, 192000, 384000})
      cases.push_back({quality, rate_hz});
  return cases;
}

INSTANTIATE_TEST_SUITE_P(, WindowResamplerCases, testing::ValuesIn(all_cases()),
                         [](const auto& info) {
                           return (info.param.quality == Quality::kSoxrHq
                                       ? "soxr_"
                                       : "kaiser_") +
                                  std::to_string(int(info.param.rate_hz));
                         });

TEST(WindowResampler, KnowsWhereWindowsShareSamples) {
  for (const auto& [rate_hz, frames] :
       {std::pair(22050.0, 512u), std::pair(44100.0, 1024u),
        std::pair(88200.0, 2048u), std::pair(11025.0, 256u),
        std::pair(48000.0, 0u), std::pair(8000.0, 0u), std::pair(44056.0, 0u)})
    EXPECT_EQ(WindowResampler({.rate_hz = rate_hz}).hop_frames(), frames)
        << rate_hz;
}

TEST(WindowResampler, CopiesAtTheFeatureRate) {
  const auto window = test::noise(22050, 0.1, 1);
  WindowResampler resampler(
      {.rate_hz = 22050, .maximum_frames = window.size()});
  EXPECT_EQ(resample(resampler, window, 1000), window);
  EXPECT_EQ(resampler.edge_samples(), 0u);
}

TEST(WindowResampler, RefusesRatesOutOfRange) {
  for (const double rate_hz : {0.0, -44100.0, 3999.0, 384001.0,
                               std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()})
    for (const auto quality : {Quality::kSoxrHq, Quality::kKaiserBest}) {
      WindowResampler resampler({.rate_hz = rate_hz, .quality = quality});
      EXPECT_FALSE(resampler.valid()) << rate_hz;
      EXPECT_TRUE(resampler.process(std::vector<float>(10)).empty());
    }
}

TEST(WindowResampler, IsLibsoxrToTheBit) {
  for (const double rate_hz : {8000, 16000, 44056, 44100, 48000, 96000}) {
    const auto window = test::noise(rate_hz, 1.2345, 1);
    EXPECT_EQ(resample(rate_hz, Quality::kSoxrHq, window),
              soxr_in_one_go(rate_hz, window))
        << rate_hz;
  }
}

}  // namespace
}  // namespace mood
