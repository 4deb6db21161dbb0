/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flashlimiter.h"

#include <gtest/gtest.h>

#include <vector>

namespace mood::test {
namespace {

constexpr uint64_t kMs_ns = 1'000'000;
constexpr uint64_t kSecond_ns = 1000 * kMs_ns;

}  // namespace

TEST(FlashLimiter, NoSecondHoldsMoreThanThree) {
  for (const uint64_t step_ns : {1 * kMs_ns, 10 * kMs_ns, 100 * kMs_ns,
                                 251 * kMs_ns, 333 * kMs_ns, 340 * kMs_ns}) {
    FlashLimiter limiter;
    std::vector<uint64_t> admitted_ns;
    for (uint64_t at_ns = 0; at_ns < 20 * kSecond_ns; at_ns += step_ns) {
      if (limiter.admit(at_ns)) admitted_ns.push_back(at_ns);
    }
    ASSERT_GE(admitted_ns.size(), 40u) << step_ns;
    for (size_t i = 3; i < admitted_ns.size(); ++i) {
      EXPECT_GT(admitted_ns[i] - admitted_ns[i - 3], kSecond_ns) << step_ns;
    }
  }
}

TEST(FlashLimiter, SlowFlashesAllPass) {
  FlashLimiter limiter;
  for (uint64_t i = 0; i < 100; ++i) {
    EXPECT_TRUE(limiter.admit(i * 500 * kMs_ns)) << i;
  }
}

TEST(FlashLimiter, TwoAtOnceAreOne) {
  FlashLimiter limiter;
  EXPECT_TRUE(limiter.admit(kSecond_ns));
  EXPECT_FALSE(limiter.admit(kSecond_ns));
  EXPECT_FALSE(limiter.admit(kSecond_ns - 200 * kMs_ns));
  EXPECT_TRUE(limiter.admit(kSecond_ns - 300 * kMs_ns));
}

TEST(FlashLimiter, ASeekIsNoLoophole) {
  FlashLimiter limiter;
  for (const uint64_t at_ns : {9200u, 9500u, 9800u}) {
    EXPECT_TRUE(limiter.admit(at_ns * kMs_ns));
  }
  limiter.start_timeline(10 * kSecond_ns);
  EXPECT_FALSE(limiter.admit(300 * kMs_ns));
  EXPECT_TRUE(limiter.admit(1001 * kMs_ns));

  FlashLimiter rested;
  EXPECT_TRUE(rested.admit(1 * kSecond_ns));
  rested.start_timeline(10 * kSecond_ns);
  EXPECT_TRUE(rested.admit(0));
}

}  // namespace mood::test
