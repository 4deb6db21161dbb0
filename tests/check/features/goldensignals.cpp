/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "goldensignals.h"

#include <glib.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <set>
#include <span>

#include "goldenfigures.h"

/// The generated signals are those that the figures were computed from.
namespace mood::test {
namespace {

std::vector<GoldenCase> cases() {
  std::vector<GoldenCase> all;
  for (const char* rate : {"16000", "22050", "30000", "44100", "48000"}) {
    const auto path = std::string(MOOD_GOLDEN_FIGURES "/") + rate + ".txt";
    for (auto& window : read_golden_figures(path))
      all.push_back(std::move(window));
  }
  return all;
}

std::string sha256(std::span<const float> samples) {
  const std::unique_ptr<char, decltype(&g_free)> text(
      g_compute_checksum_for_data(
          G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(samples.data()),
          samples.size_bytes()),
      &g_free);
  return text.get();
}

/// Where the figures' checksum comes from vectorised functions whose last bit
/// is their own: two of 66150 samples are an ulp off.
bool differs_by_ulps(const std::string& name) { return name == "sweep"; }

class GoldenSignals : public testing::TestWithParam<GoldenCase> {};

TEST_P(GoldenSignals, StartAndSumUpAsTheyShould) {
  const GoldenCase& window = GetParam();
  const auto samples = golden_signal(window.name, window.rate_hz);
  ASSERT_EQ(samples.size(), window.samples);
  for (size_t i = 0; i < window.first8.size(); ++i)
    EXPECT_EQ(samples[i], float(window.first8[i])) << i;
  double sum = 0, squares = 0, magnitude = 0;
  for (const double sample : samples) {
    sum += sample;
    squares += sample * sample;
    magnitude += std::abs(sample);
  }
  for (const double wanted : window.sum)
    EXPECT_NEAR(sum, wanted, 1e-8 * magnitude);
  for (const double wanted : window.sum_of_squares)
    EXPECT_NEAR(squares, wanted, 1e-8 * wanted);
}

TEST_P(GoldenSignals, AreTheSameToTheBit) {
#if !defined(__GLIBC__) || !defined(__x86_64__)
  GTEST_SKIP() << "sin, exp and pow may round differently here";
#endif
  const GoldenCase& window = GetParam();
  if (differs_by_ulps(window.name)) return;
  EXPECT_EQ(sha256(golden_signal(window.name, window.rate_hz)), window.sha256);
}

INSTANTIATE_TEST_SUITE_P(, GoldenSignals, testing::ValuesIn(cases()),
                         [](const auto& info) {
                           std::string name =
                               info.param.name + "_" +
                               std::to_string(int(info.param.rate_hz));
                           for (char& letter : name)
                             if (letter == '.' || letter == '-') letter = '_';
                           return name;
                         });

}  // namespace
}  // namespace mood::test
