/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtest/gtest.h>

#include <cstdlib>

#include "allocationcounter.h"
#include "signals.h"
#include "tune.h"
#include "windowresult.h"

namespace mood::features {
namespace {

class NoAllocation : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::allocations())
      GTEST_SKIP() << "allocations cannot be counted here";
    ASSERT_EQ(test::allocations_of_one(), 1) << "the counter does not count";
  }

  static constexpr size_t kWindow = 3 * size_t(kRate_hz);
  std::vector<float> tune_ = test::synthesise_tune(kRate_hz, 1);
  FeatureExtractor extractor_{{.maximum_samples = kWindow}};
};

TEST_F(NoAllocation, WhereWindowsAreUnrelated) {
  const long before = *test::allocations();
  for (size_t first = 0; first + kWindow < tune_.size(); first += 2 * kWindow)
    ASSERT_TRUE(extractor_.process(std::span(tune_).subspan(first, kWindow)));
  EXPECT_EQ(*test::allocations(), before);
}

TEST_F(NoAllocation, WhereWindowsOverlap) {
  const long before = *test::allocations();
  for (size_t i = 0; i < 100; ++i)
    ASSERT_TRUE(extractor_.process(
        std::span(tune_).subspan(i * 7 * kHop, kWindow), {7, 300}));
  EXPECT_EQ(*test::allocations(), before);
}

TEST_F(NoAllocation, WhereWindowsAreUnusual) {
  const auto loud = test::noise(kRate_hz, 3, 20);
  const auto silent = test::silence(kRate_hz, 3);
  const long before = *test::allocations();
  for (const auto& samples :
       {std::span(loud), std::span(silent), std::span(loud).first(1000),
        std::span(silent).first(1)})
    ASSERT_TRUE(extractor_.process(samples));
  EXPECT_FALSE(extractor_.process({}));
  EXPECT_EQ(*test::allocations(), before);
}

}  // namespace
}  // namespace mood::features
