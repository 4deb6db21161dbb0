/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mood::accuracy {
namespace {

using Values = std::vector<double>;

const Values kX = {1, 2, 3, 4}, kY = {1, 3, 2, 4};

// Sums about the means: 4 of the products, 5 of the squares of each.
TEST(Statistics, PearsonOfFourPairs) {
  EXPECT_NEAR(pearson(kX, kY), 0.8, 1e-12);
  EXPECT_NEAR(pearson(kX, Values{-1, -3, -2, -4}), -0.8, 1e-12);
  EXPECT_NEAR(pearson(kX, Values{20, 60, 40, 80}), 0.8, 1e-12);
}

TEST(Statistics, ConcordanceCountsShiftAndScaleToo) {
  EXPECT_NEAR(concordance(kX, kX), 1, 1e-12);
  EXPECT_NEAR(concordance(kX, kY), 2 * 4 / (5 + 5.0), 1e-12);
  EXPECT_NEAR(concordance(kX, Values{2, 4, 3, 5}), 2 * 4 / (5 + 5 + 4.0),
              1e-12);
  EXPECT_NEAR(concordance(Values{-1.5, -0.5, 0.5, 1.5}, Values{-3, -1, 1, 3}),
              2 * 10 / (5 + 20.0), 1e-12);
}

TEST(Statistics, SpearmanSharesTheRanksOfTies) {
  EXPECT_NEAR(spearman(Values{1, 10, 100}, Values{2, 3, 4}), 1, 1e-12);
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
  EXPECT_NEAR(spearman(Values{1, 2, 2, 3}, Values{1, 2, 3, 4}),
              4.5 / std::sqrt(4.5 * 5), 1e-12);
}

TEST(Statistics, QuantileLiesBetweenTheNearestTwo) {
  const Values values = {4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(quantile(values, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.99), 3.97);
  EXPECT_DOUBLE_EQ(quantile(values, 1), 4);
  EXPECT_DOUBLE_EQ(quantile(Values{7}, 0.05), 7);
}

TEST(Statistics, WhatIsNotDefinedIsNoNumber) {
  const Values alike = {0.1, 0.1, 0.1}, three = {1, 2, 3};
  EXPECT_TRUE(std::isnan(mean({})));
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
  EXPECT_TRUE(std::isnan(pearson({}, {})));
  EXPECT_TRUE(std::isnan(pearson(alike, three)));
  EXPECT_TRUE(std::isnan(concordance(three, alike)));
  EXPECT_TRUE(std::isnan(spearman(alike, three)));
}

TEST(Statistics, QuadrantsOfValenceAndArousal) {
  EXPECT_EQ(quadrant(0.5, 0.5), 1);
  EXPECT_EQ(quadrant(-0.5, 0.5), 2);
  EXPECT_EQ(quadrant(-0.5, -0.5), 3);
  EXPECT_EQ(quadrant(0.5, -0.5), 4);
  EXPECT_EQ(quadrant(0, 0), 1);
}

}  // namespace
}  // namespace mood::accuracy
