/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "allocationcounter.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "basicanalysis.h"
#include "tune.h"

namespace mood {
namespace {

TEST(BasicAnalysis, DoesNotAllocateAfterConstruction) {
  const auto samples = test::synthesise_tune(BasicAnalysis::kSampleRate, 1);
  BasicAnalysis analysis({});
  if (!test::allocations())
    GTEST_SKIP() << "allocations cannot be counted here";
  ASSERT_EQ(test::allocations_of_one(), 1) << "the counter does not count";
  const auto before = test::allocations();
  for (size_t i = 0; i + 441 <= samples.size(); i += 441) {
    analysis.process(std::span(samples).subspan(i, 441));
    const MoodFrame frame = analysis.frame();
    ASSERT_NE(frame.metrics.valence, -1);
    if (i % 4410 == 0) analysis.clear_beats();
  }
  EXPECT_EQ(test::allocations(), before);
}

}  // namespace
}  // namespace mood
