/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "changedetector.h"

#include <gtest/gtest.h>

namespace mood::test {
namespace {

constexpr uint64_t kStep_ns = 500'000'000;

Metrics with_energy(double energy) {
  Metrics metrics;
  metrics.energy = energy;
  return metrics;
}

// Twelve observations of the same distance from the reference.
void fill_history(ChangeDetector& detector, double distance,
                  uint64_t step_ns = kStep_ns) {
  for (uint64_t i = 0; i < 12; ++i) {
    detector.observe(with_energy(distance), i * step_ns);
  }
}

}  // namespace

TEST(ChangeDetector, AnythingIsAChangeFromNothing) {
  ChangeDetector detector;
  EXPECT_TRUE(detector.observe(Metrics(), 0));
  detector.applied(Metrics(), 0);
  EXPECT_FALSE(detector.observe(Metrics(), 1));
}

TEST(ChangeDetector, WeighsTheMetrics) {
  ChangeDetector detector;
  detector.set_parameters({.threshold = 0.2, .adaptive = false});
  detector.applied(with_energy(0.5), 0);
  EXPECT_FALSE(detector.observe(with_energy(0.69), 0));
  EXPECT_TRUE(detector.observe(with_energy(0.71), 0));
  EXPECT_TRUE(detector.observe(with_energy(0.29), 0));
  Metrics bright = with_energy(0.5);
  bright.brightness = 0.9;  // .18: brightness alone weighs little
  EXPECT_FALSE(detector.observe(bright, 0));
  bright.intensity = 0.9;  // + .09
  EXPECT_TRUE(detector.observe(bright, 0));
}

TEST(ChangeDetector, CoolsDown) {
  ChangeDetector detector;
  detector.set_parameters({.min_interval_ns = 3 * kStep_ns});
  EXPECT_FALSE(detector.cooling_down(0));
  detector.applied(Metrics(), kStep_ns);
  EXPECT_TRUE(detector.cooling_down(4 * kStep_ns - 1));
  EXPECT_FALSE(detector.cooling_down(4 * kStep_ns));
  detector.applied(Metrics(), 5 * kStep_ns);
  detector.start_timeline();
  EXPECT_FALSE(detector.cooling_down(0));
}

TEST(ChangeDetector, AdaptsToLivelyAndStillMusic) {
  for (const auto& [distance, expected] :
       {std::pair(0.16, 0.18), {0.1, 0.2}, {0.02, 0.24}}) {
    ChangeDetector detector;
    detector.set_parameters({.threshold = 0.2});
    detector.applied(Metrics(), 0);
    fill_history(detector, distance);
    EXPECT_DOUBLE_EQ(detector.threshold(), expected) << distance;
  }
}

TEST(ChangeDetector, NeverAdaptsTheWrongWay) {
  ChangeDetector lively;
  lively.set_parameters({.threshold = 0.05});
  lively.applied(Metrics(), 0);
  fill_history(lively, 0.5);
  EXPECT_DOUBLE_EQ(lively.threshold(), 0.05);

  ChangeDetector still;
  still.set_parameters({.threshold = 0.5});
  still.applied(Metrics(), 0);
  fill_history(still, 0);
  EXPECT_DOUBLE_EQ(still.threshold(), 0.5);
}

TEST(ChangeDetector, AdaptsByTimeNotByRateOfUpdates) {
  ChangeDetector detector;
  detector.set_parameters({.threshold = 0.2});
  detector.applied(Metrics(), 0);
  fill_history(detector, 0.5, kStep_ns / 10);
  EXPECT_DOUBLE_EQ(detector.threshold(), 0.2);
}

}  // namespace mood::test
