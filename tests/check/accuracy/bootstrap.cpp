/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics.h"

namespace mood::accuracy {
namespace {

/// The mean of values in rows.
Bootstrap::Statistic mean_of(const std::vector<double>& values) {
  return [&values](std::span<const size_t> rows) {
    std::vector<double> drawn;
    for (const size_t row : rows) drawn.push_back(values[row]);
    return mean(drawn);
  };
}

/// @p count rows in turn of 0 and 1, and their groups.
struct Rows {
  Rows(size_t count, size_t group_count) {
    for (size_t i = 0; i < count; ++i) {
      values.push_back(double(i % 2));
      groups.push_back(std::to_string(i % group_count));
    }
  }
  std::vector<double> values;
  std::vector<std::string> groups;
};

TEST(Bootstrap, ManyGroupsGiveTheBinomialInterval) {
  const Rows rows(100, 100);
  const Figure figure = Bootstrap(rows.groups).figure(mean_of(rows.values));
  EXPECT_DOUBLE_EQ(figure.value, 0.5);
  // 1.96 * sqrt(0.5 * 0.5 / 100)
  EXPECT_NEAR(figure.low, 0.5 - 0.098, 0.02);
  EXPECT_NEAR(figure.high, 0.5 + 0.098, 0.02);
}

TEST(Bootstrap, RowsOfAGroupComeAndGoTogether) {
  const Rows rows(100, 2);
  const Figure figure = Bootstrap(rows.groups).figure(mean_of(rows.values));
  EXPECT_DOUBLE_EQ(figure.value, 0.5);
  EXPECT_DOUBLE_EQ(figure.low, 0);
  EXPECT_DOUBLE_EQ(figure.high, 1);
}

TEST(Bootstrap, IsTheSameEveryTime) {
  const Rows rows(40, 10);
  const Figure one = Bootstrap(rows.groups).figure(mean_of(rows.values));
  const Figure other = Bootstrap(rows.groups).figure(mean_of(rows.values));
  EXPECT_EQ(one.low, other.low);
  EXPECT_EQ(one.high, other.high);
}

TEST(Bootstrap, OneGroupHasNoInterval) {
  const Rows rows(10, 1);
  const Figure figure = Bootstrap(rows.groups).figure(mean_of(rows.values));
  EXPECT_DOUBLE_EQ(figure.value, 0.5);
  EXPECT_TRUE(std::isnan(figure.low));
  EXPECT_TRUE(std::isnan(figure.high));
}

TEST(Bootstrap, DrawsInWhichTheStatisticIsUndefinedDoNotCount) {
  const Rows rows(100, 10);
  const Figure figure =
      Bootstrap(rows.groups).figure([](std::span<const size_t> drawn) {
        return std::ranges::count(drawn, 0u) > 0
                   ? 1.0
                   : std::numeric_limits<double>::quiet_NaN();
      });
  EXPECT_DOUBLE_EQ(figure.low, 1);
  EXPECT_DOUBLE_EQ(figure.high, 1);
}

}  // namespace
}  // namespace mood::accuracy
