/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "resampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "signals.h"

namespace mood {
namespace {

using test::sine;

std::vector<float> resample(Resampler& resampler, std::span<const float> input,
                            size_t chunk) {
  std::vector<float> output;
  for (size_t i = 0; i < input.size(); i += chunk)
    test::append(output, resampler.process(input.subspan(
                             i, std::min(chunk, input.size() - i))));
  test::append(output, resampler.flush());
  return output;
}

class ResamplerRates : public testing::TestWithParam<double> {};

TEST_P(ResamplerRates, KeepsTimeAndLength) {
  const double rate_hz = GetParam();
  Resampler resampler({.rate_hz = rate_hz});
  ASSERT_TRUE(resampler.valid());
  // A smooth pulse half a second in, longer than both rates' filters.
  const double centre_s = 0.5;
  std::vector<float> input(static_cast<size_t>(rate_hz));
  for (size_t i = 0; i < input.size(); ++i) {
    const double t = static_cast<double>(i) / rate_hz - centre_s;
    input[i] = static_cast<float>(std::exp(-0.5 * std::pow(t / 0.002, 2)));
  }
  const auto output = resample(resampler, input, 4096);
  EXPECT_NEAR(output.size(), 22050, 1);
  EXPECT_EQ(resampler.output_frames(), output.size());
  double moment = 0, sum = 0;
  for (size_t k = 0; k < output.size(); ++k) {
    const double position =
        resampler.input_position(static_cast<double>(k)) / rate_hz;
    moment += position * output[k];
    sum += output[k];
  }
  // Within a hundredth of an output sample.
  EXPECT_NEAR(moment / sum, centre_s, 0.01 / 22050);
  EXPECT_NEAR(*std::max_element(output.begin(), output.end()), 1, 0.01);
}

TEST_P(ResamplerRates, DoesNotDependOnChunks) {
  const double rate_hz = GetParam();
  const auto input = test::noise(rate_hz, 0.5, 0.5);
  Resampler whole({.rate_hz = rate_hz});
  const auto expected = resample(whole, input, 4096);
  for (const size_t chunk : {1, 7, 1000}) {
    Resampler cut({.rate_hz = rate_hz});
    EXPECT_EQ(resample(cut, input, chunk), expected) << "chunks of " << chunk;
  }
}

TEST_P(ResamplerRates, ResetStartsAnew) {
  const double rate_hz = GetParam();
  const auto input = test::noise(rate_hz, 0.3, 0.5);
  Resampler resampler({.rate_hz = rate_hz});
  const auto first = resample(resampler, input, 512);
  resampler.reset();
  EXPECT_EQ(resampler.output_frames(), 0u);
  EXPECT_EQ(resample(resampler, input, 512), first);
}

INSTANTIATE_TEST_SUITE_P(Rates, ResamplerRates,
                         testing::Values(4000, 8000, 11025, 16000, 22050, 32000,
                                         44100, 48000, 96000, 192000, 384000));

TEST(Resampler, KeepsAnAudibleToneAndRemovesWhatWouldFold) {
  for (const auto& [frequency_hz, expected] :
       {std::pair(5000.0, 0.5), std::pair(15000.0, 0.0)}) {
    Resampler resampler({.rate_hz = 48000});
    const auto output =
        resample(resampler, sine(48000, 1, frequency_hz, 0.5), 480);
    float peak = 0;
    for (size_t k = 2000; k + 2000 < output.size(); ++k)
      peak = std::max(peak, std::abs(output[k]));
    EXPECT_NEAR(peak, expected, 0.005) << frequency_hz;
  }
}

TEST(Resampler, CopiesAtTheAnalysisRate) {
  Resampler resampler({.rate_hz = 22050});
  const auto input = test::noise(22050, 0.1, 1);
  EXPECT_EQ(resample(resampler, input, 100), input);
}

}  // namespace
}  // namespace mood
