/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kaiserresampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "signals.h"

namespace mood {
namespace {

std::vector<float> resample(const KaiserResampler::Parameters& parameters,
                            std::span<const float> window) {
  KaiserResampler resampler(parameters);
  std::vector<float> output(
      size_t(double(window.size()) * 22050 / parameters.rate_hz));
  resampler.process({window, {}}, 0, output);
  return output;
}

/// resampy's table by its definition: a Kaiser-windowed sinc of 50 zeros with
/// 8192 entries per zero.
double kaiser_best_entry(int index) {
  constexpr double kBeta = 12.9846;
  constexpr double kRolloff = 0.917347;
  static const double peak = std::cyl_bessel_i(0.0, kBeta);
  const double zeros = std::min(index, 50 * 8192) / 8192.0;
  const double x = std::numbers::pi * kRolloff * zeros;
  const double window =
      std::cyl_bessel_i(0.0, kBeta * std::sqrt(1 - zeros * zeros / 2500)) /
      peak;
  return kRolloff * (x == 0 ? 1 : std::sin(x) / x) * window;
}

/// Output sample @p k of resampy.resample(window, filter="kaiser_best"), which
/// is a float all the time that it is summed up.
float kaiser_best_sample(const std::vector<float>& window, double rate_hz,
                         size_t k) {
  const double ratio = 22050 / rate_hz;
  const double scale = std::min(1.0, ratio);
  const int step = int(scale * 8192);
  const double time = double(k) * (1 / ratio);
  const int frame = int(time);
  float sum = 0;
  const auto add_wing = [&](double fraction, int first, int direction) {
    const int offset = int(fraction * 8192);
    const double between = fraction * 8192 - offset;
    for (int i = 0; i < (50 * 8192 + 1 - offset) / step; ++i) {
      const int input = first + direction * i;
      if (input < 0 || input >= int(window.size())) break;
      const double here = scale * kaiser_best_entry(offset + i * step);
      const double next = scale * kaiser_best_entry(offset + i * step + 1);
      sum =
          float(sum + (here + between * (next - here)) * window[size_t(input)]);
    }
  };
  const double fraction = scale * (time - frame);
  add_wing(fraction, frame, -1);
  add_wing(scale - fraction, frame + 1, 1);
  return sum;
}

TEST(KaiserResampler, IsResampysKaiserBestToItsRoundingErrors) {
  for (const double rate_hz : {4000, 8000, 11025, 16000, 22051, 32000, 44056,
                               44100, 48000, 96000, 384000}) {
    auto window = test::noise(rate_hz, 0.1, 1);
    window.push_back(1);
    const auto output = resample({.rate_hz = rate_hz}, window);
    double largest = 0;
    size_t different = 0;
    for (size_t k = 0; k < output.size(); k += 7) {
      const float wanted = kaiser_best_sample(window, rate_hz, k);
      different += output[k] != wanted;
      largest = std::max<double>(largest, std::abs(output[k] - wanted));
    }
    const bool blended = rate_hz == 22051 || rate_hz == 44056;
    EXPECT_LE(largest, blended ? 2e-6 : 1.2e-7) << rate_hz;
    EXPECT_TRUE(blended || different <= 2) << rate_hz << ": " << different;
  }
}

TEST(KaiserResampler, MakesAnyPartOfTheOutput) {
  for (const double rate_hz : {11025, 16000, 44056, 44100, 48000}) {
    const auto window = test::noise(rate_hz, 0.5, 1);
    const auto whole = resample({.rate_hz = rate_hz}, window);
    KaiserResampler resampler({.rate_hz = rate_hz});
    for (const auto& [first, count] :
         {std::pair(0u, 1u), std::pair(1u, 100u), std::pair(147u, 147u),
          std::pair(5000u, 4321u), std::pair(11000u, 25u)}) {
      std::vector<float> part(count);
      resampler.process(
          {std::span(window).first(777), std::span(window).subspan(777)}, first,
          part);
      EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + first))
          << rate_hz << ": " << count << " from " << first;
    }
  }
}

TEST(KaiserResampler, IsTheSameOnEveryInstructionSet) {
  for (const double rate_hz : {8000, 44056, 44100, 48000}) {
    const auto window = test::noise(rate_hz, 0.2, 1);
    const auto expected =
        resample({.rate_hz = rate_hz, .isa = Isa::kBaseline}, window);
    for (const Isa isa : available_isas())
      EXPECT_EQ(resample({.rate_hz = rate_hz, .isa = isa}, window), expected)
          << rate_hz << " on " << to_string(isa);
  }
}

}  // namespace
}  // namespace mood
