/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "punctuality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace mood::test {
namespace {

constexpr std::chrono::nanoseconds kLead = std::chrono::milliseconds(500);
constexpr std::chrono::nanoseconds kStep = std::chrono::milliseconds(120);

}  // namespace

Punctuality::Punctuality(SinkBench& bench) {
  const GstClockTime now_ns = bench.running_time();
  first_due_ = Clock::now() + kLead;
  for (int i = 0; i < kCommands; ++i)
    bench.push(brightness_line(0.2 + 0.01 * i),
               now_ns + static_cast<GstClockTime>((kLead + i * kStep).count()));
}

void Punctuality::judge(const std::vector<Clock::time_point>& arrivals) const {
  ASSERT_EQ(arrivals.size(), static_cast<size_t>(kCommands));
  std::vector<double> late_ms;
  Clock::time_point due = first_due_;
  for (const Clock::time_point arrival : arrivals) {
    late_ms.push_back(
        std::chrono::duration<double, std::milli>(arrival - due).count());
    due += kStep;
  }
  std::sort(late_ms.begin(), late_ms.end());
  EXPECT_GE(late_ms.front(), -1);
  std::cout << "late by " << late_ms[kCommands / 2] << " ms (median), "
            << late_ms[kCommands * 99 / 100] << " ms (99 %)\n";
}

}  // namespace mood::test
