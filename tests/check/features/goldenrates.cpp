/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include "goldencheck.h"
#include "goldensignals.h"
#include "resampledwindow.h"

namespace mood::features {
namespace {

using test::GoldenCase;

struct Resampled {
  GoldenCase window;
  std::string kind;
};

void PrintTo(const Resampled& resampled, std::ostream* out) {
  PrintTo(resampled.window, out);
  *out << ", " << resampled.kind;
}

std::vector<Resampled> cases() {
  std::vector<Resampled> all;
  for (const char* rate : {"16000", "30000", "44100", "48000"}) {
    const auto path = std::string(MOOD_GOLDEN_FIGURES "/") + rate + ".txt";
    for (const auto& window : test::read_golden_figures(path))
      for (const auto& reference : window.references)
        all.push_back({window, reference.kind});
  }
  return all;
}

class GoldenRates : public testing::TestWithParam<Resampled> {};

TEST_P(GoldenRates, AgreeWithLibrosaAfterResampling) {
  const auto& [window, kind] = GetParam();
  const auto samples = test::golden_signal(window.name, window.rate_hz);
  const auto found =
      resampled_deviations(samples, window, *window.reference(kind));
  EXPECT_TRUE(found.empty()) << found;
}

std::string name_of(const testing::TestParamInfo<Resampled>& info) {
  const auto& [window, kind] = info.param;
  return test_name(window.name + "_" + std::to_string(int(window.rate_hz)) +
                   "_" + kind);
}

INSTANTIATE_TEST_SUITE_P(, GoldenRates, testing::ValuesIn(cases()), name_of);

}  // namespace
}  // namespace mood::features
