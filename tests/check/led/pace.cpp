/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "backoff.h"
#include "ratelimiter.h"

namespace mood::test {
namespace {

constexpr uint64_t kSecond = 1'000'000'000;
constexpr uint64_t kMillisecond = 1'000'000;

/// When requests go that somebody wants to send without end.
std::vector<uint64_t> greedy_times(double rate_hz, int count) {
  RateLimiter limiter(rate_hz);
  std::vector<uint64_t> times;
  uint64_t now = 5 * kSecond;
  for (int i = 0; i < count; ++i) {
    now = std::max(now, limiter.ready_at_ns());
    limiter.take(now);
    times.push_back(now);
  }
  return times;
}

}  // namespace

class RateLimiterTest : public testing::TestWithParam<double> {};

TEST_P(RateLimiterTest, NoSecondHoldsMoreThanTheRate) {
  const std::vector<uint64_t> times = greedy_times(GetParam(), 200);
  const size_t allowed = std::max<size_t>(static_cast<size_t>(GetParam()), 1);
  for (size_t i = 0; i + allowed < times.size(); ++i)
    EXPECT_GE(times[i + allowed] - times[i], kSecond) << "from request " << i;
}

TEST_P(RateLimiterTest, TheRateIsReached) {
  const std::vector<uint64_t> times = greedy_times(GetParam(), 200);
  const double seconds =
      static_cast<double>(times.back() - times.front()) / kSecond;
  EXPECT_GE(200 / seconds, 0.95 * std::max(GetParam() - 1, GetParam() * 0.6));
}

INSTANTIATE_TEST_SUITE_P(Rates, RateLimiterTest,
                         testing::Values(0.5, 1, 2, 10, 20, 100));

TEST(RateLimiter, TwoMayFollowEachOtherDirectly) {
  RateLimiter limiter(10);
  EXPECT_EQ(limiter.ready_at_ns(), 0u);
  limiter.take(kSecond);
  EXPECT_LE(limiter.ready_at_ns(), kSecond);
  limiter.take(kSecond);
  EXPECT_EQ(limiter.ready_at_ns(), kSecond + 100 * kMillisecond);
}

TEST(Backoff, DoublesUpToItsLimit) {
  Backoff backoff(kSecond / 2, 30 * kSecond);
  std::vector<uint64_t> pauses;
  for (int i = 0; i < 9; ++i)
    pauses.push_back(backoff.failed(0) / kMillisecond);
  EXPECT_EQ(pauses, (std::vector<uint64_t>{500, 1000, 2000, 4000, 8000, 16000,
                                           30000, 30000, 30000}));
}

TEST(Backoff, StartsAnewAfterALampHasWorkedForAWhile) {
  Backoff backoff(kSecond, 30 * kSecond);
  for (int i = 0; i < 4; ++i) backoff.failed(0);
  backoff.worked(100 * kSecond);
  backoff.worked(110 * kSecond);
  EXPECT_EQ(backoff.failed(110 * kSecond), 111 * kSecond);
}

TEST(Backoff, ALampThatComesAndGoesIsAskedEverLess) {
  Backoff backoff(kSecond, 30 * kSecond);
  uint64_t now = 0, pause = 0;
  for (int i = 0; i < 10; ++i) {
    const uint64_t next = backoff.failed(now);
    pause = next - now;
    now = next;
    backoff.worked(now);
  }
  EXPECT_EQ(pause, 30 * kSecond);
}

TEST(Backoff, LimitsInTheWrongOrderMeanTheFirst) {
  Backoff backoff(5 * kSecond, kSecond);
  EXPECT_EQ(backoff.failed(0), 5 * kSecond);
  EXPECT_EQ(backoff.failed(0), 5 * kSecond);
}

}  // namespace mood::test
