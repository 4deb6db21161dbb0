/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodshift.h"

#include <gtest/gtest.h>

#include "mappertest.h"

namespace mood::test {
namespace {

class Shift : public testing::Test {
 protected:
  void play(uint64_t from_s, uint64_t to_s, double energy) {
    Metrics metrics;
    metrics.energy = energy;
    for (uint64_t t_ns = from_s * kSecond; t_ns < to_s * kSecond;
         t_ns += 100 * kMs)
      shift_.observe(metrics, t_ns);
  }

  MoodShift shift_;
};

}  // namespace

TEST_F(Shift, IsFromTheMeanBeforeTheChange) {
  play(0, 20, 0.9);  // too long ago
  play(20, 24, 0.2);
  play(24, 28, 0.4);
  play(28, 30, 0.5);
  shift_.suspect(28 * kSecond, 30 * kSecond);
  EXPECT_NEAR(shift_.distance().value(), 0.2, 1e-9);
}

TEST_F(Shift, TakesTheWayThatIsLongest) {
  Metrics before, after;
  before.energy = 0.5;
  before.valence = 0.3;
  after.energy = 0.6;
  after.valence = 0.7;
  shift_.observe(before, kSecond);
  shift_.suspect(2 * kSecond, 2 * kSecond);
  shift_.observe(after, 3 * kSecond);
  EXPECT_NEAR(shift_.distance().value(), 0.4, 1e-9);
}

TEST_F(Shift, GrowsUntilItIsTooLate) {
  play(0, 10, 0.2);
  shift_.suspect(10 * kSecond, 11 * kSecond);
  EXPECT_NEAR(shift_.distance().value(), 0, 1e-9);
  play(11, 15, 0.5);
  EXPECT_NEAR(shift_.distance().value(), 0.3, 1e-9);
  play(15, 16, 0.8);
  EXPECT_FALSE(shift_.distance()) << "later changes have other reasons";
}

TEST_F(Shift, IsUnknownWithoutAPastOrASuspicion) {
  shift_.suspect(kSecond, kSecond);
  play(2, 4, 0.5);
  EXPECT_FALSE(shift_.distance()) << "nothing was before";
  EXPECT_FALSE(MoodShift().distance());
  shift_.suspect(3 * kSecond, 4 * kSecond);
  EXPECT_TRUE(shift_.distance());
  shift_.settle();
  EXPECT_FALSE(shift_.distance());
  shift_.suspect(3 * kSecond, 4 * kSecond);
  shift_.clear();
  EXPECT_FALSE(shift_.distance());
}

}  // namespace mood::test
