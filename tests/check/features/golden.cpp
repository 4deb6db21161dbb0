/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <algorithm>

#include "goldencheck.h"
#include "goldensignals.h"

namespace mood::features {
namespace {

using test::GoldenCase;

std::vector<GoldenCase> cases() {
  return test::read_golden_figures(MOOD_GOLDEN_FIGURES "/22050.txt");
}

class Golden : public testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, AgreesWithLibrosa) {
  const GoldenCase& window = GetParam();
  const auto* reference = window.reference("direct");
  ASSERT_TRUE(reference);
  if (!is_ready(window)) {
    EXPECT_TRUE(reference->absent);
    return;
  }
  const auto samples = test::golden_signal(window.name, window.rate_hz);
  const auto found = deviations(analyse(samples), window, *reference);
  EXPECT_TRUE(found.empty()) << found;
}

INSTANTIATE_TEST_SUITE_P(, Golden, testing::ValuesIn(cases()),
                         [](const auto& info) {
                           return test_name(info.param.name);
                         });

/// A field that the figures lack is compared by no other test here.
TEST(GoldenFigures, HaveEveryField) {
  // Parts of mfcc; and what is undefined in silence.
  const std::string_view missing[] = {"mfcc-energy", "mfcc-timbre",
                                      "key-correlation"};
  for (const auto& window : cases())
    for (const auto& reference : window.references) {
      if (reference.absent) continue;
      for (const auto& field : kFeatureFields) {
        if (std::ranges::find(missing, field.name) != std::end(missing))
          continue;
        EXPECT_TRUE(reference.values.contains(field.name))
            << window.name << " " << field.name;
      }
    }
}

}  // namespace
}  // namespace mood::features
