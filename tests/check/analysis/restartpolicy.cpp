/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "restartpolicy.h"

#include <gtest/gtest.h>

#include <vector>

namespace mood {
namespace {

using namespace std::chrono_literals;
using Time = RestartPolicy::Clock::time_point;

const Time kNow = Time(1000s);

TEST(RestartPolicy, TriesAtOnceAfterTheFirstFailure) {
  RestartPolicy policy;
  EXPECT_EQ(policy.failures(), 0u);
  EXPECT_EQ(policy.note_failure(kNow), kNow);
  EXPECT_EQ(policy.failures(), 1u);
}

TEST(RestartPolicy, DoublesItsPatienceUpToTenSeconds) {
  RestartPolicy policy;
  policy.note_failure(kNow);
  for (const auto wanted : {250ms, 500ms, 1000ms, 2000ms, 4000ms, 8000ms,
                            10000ms, 10000ms, 10000ms})
    EXPECT_EQ(policy.note_failure(kNow) - kNow, wanted);
  for (int i = 0; i < 1000; ++i) policy.note_failure(kNow);
  EXPECT_EQ(policy.note_failure(kNow) - kNow, 10s);
}

TEST(RestartPolicy, StaysInAnIncidentWhileHelpersLiveBriefly) {
  RestartPolicy policy;
  for (unsigned i = 1; i <= 5; ++i) {
    policy.note_up(kNow);
    policy.note_failure(kNow + 9999ms);
    EXPECT_EQ(policy.failures(), i);
  }
}

TEST(RestartPolicy, EndsAnIncidentAfterTenSecondsUp) {
  RestartPolicy policy;
  for (int i = 0; i < 5; ++i) policy.note_failure(kNow);
  policy.note_up(kNow);
  EXPECT_EQ(policy.note_failure(kNow + 10s), kNow + 10s);
  EXPECT_EQ(policy.failures(), 1u);
}

TEST(RestartPolicy, CountsOnlyTheTimeUpNotTheTimeBetween) {
  RestartPolicy policy;
  policy.note_up(kNow);
  policy.note_failure(kNow + 1s);
  policy.note_failure(kNow + 60s);
  EXPECT_EQ(policy.failures(), 2u) << "it was down all the while";
}

}  // namespace
}  // namespace mood
