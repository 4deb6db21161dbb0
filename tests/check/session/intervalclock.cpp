/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "intervalclock.h"

#include <gtest/gtest.h>

#include <tuple>

namespace mood {
namespace {

using Wide = unsigned __int128;

class IntervalClockAt
    : public testing::TestWithParam<std::tuple<uint64_t, uint32_t>> {};

TEST_P(IntervalClockAt, NeverDriftsWithinAnHour) {
  const auto [interval_ns, rate_hz] = GetParam();
  const auto exact = [&](uint64_t k) {
    return static_cast<uint64_t>(Wide(k) * interval_ns * rate_hz /
                                 1'000'000'000);
  };
  IntervalClock clock(interval_ns, rate_hz);
  const uint64_t count = 3600ull * 1'000'000'000 / interval_ns;
  for (uint64_t k = 0; k <= count; ++k, clock.advance()) {
    ASSERT_EQ(clock.start(), exact(k)) << k;
    ASSERT_EQ(clock.end(), exact(k + 1)) << k;
  }
  clock.reset();
  EXPECT_EQ(clock.start(), 0u);
  EXPECT_EQ(clock.end(), exact(1));
}

INSTANTIATE_TEST_SUITE_P(
    Rates, IntervalClockAt,
    testing::Combine(testing::Values(33'000'000u, 33'333'333u, 100'000'000u,
                                     40'000'001u, 5'000'000'000u),
                     testing::Values(4000u, 11025u, 44100u, 48000u, 44099u,
                                     384000u)));

TEST(IntervalClock, StartsAfreshWithoutTheRemainderItCarried) {
  IntervalClock clock(33'000'000, 44100);  // 1455.3 frames
  for (int i = 0; i < 4; ++i) clock.advance();
  clock.reset();
  for (int i = 0; i < 3; ++i) clock.advance();
  EXPECT_EQ(clock.end(), 5821u);
}

TEST(IntervalClock, TakesTheLongestIntervalAtTheHighestRate) {
  const IntervalClock clock(60'000'000'000, 384000);
  EXPECT_EQ(clock.end(), 60u * 384000);
}

}  // namespace
}  // namespace mood
