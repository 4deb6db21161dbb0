/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/steadychoice.h"

#include <gtest/gtest.h>

#include <array>

namespace mood {
namespace {

using Strengths = std::array<double, 3>;

constexpr Strengths kWeak = {0.1, 0.3, 0.2};
constexpr Strengths kSecond = {0.1, 0.7, 0.2};
constexpr Strengths kThird = {0.1, 0.2, 0.7};

SteadyChoice choice() { return SteadyChoice({0.5, 0.4, 3}); }

std::optional<size_t> repeat(SteadyChoice& choice, const Strengths& strengths,
                             int steps) {
  std::optional<size_t> chosen;
  for (int i = 0; i < steps; ++i) chosen = choice.process(strengths);
  return chosen;
}

TEST(SteadyChoice, ChoosesNothingWeak) {
  auto c = choice();
  EXPECT_FALSE(repeat(c, kWeak, 100));
  EXPECT_FALSE(repeat(c, {0.5, 0.5, 0.5}, 100)) << "not above";
}

TEST(SteadyChoice, ChoosesWhatIsStrongForAWhile) {
  auto c = choice();
  EXPECT_FALSE(repeat(c, kSecond, 2));
  EXPECT_EQ(repeat(c, kSecond, 1), 1);
}

TEST(SteadyChoice, AWhileIsNotInterrupted) {
  auto c = choice();
  for (int i = 0; i < 20; ++i) {
    EXPECT_FALSE(repeat(c, kSecond, 2)) << i;
    EXPECT_FALSE(repeat(c, i % 2 ? kWeak : kThird, 1)) << i;
  }
}

TEST(SteadyChoice, KeepsWhatIsNeitherStrongNorWeak) {
  auto c = choice();
  repeat(c, kSecond, 3);
  EXPECT_EQ(repeat(c, {0.1, 0.41, 0.2}, 100), 1);
  EXPECT_EQ(repeat(c, {0.48, 0.41, 0.1}, 100), 1) << "another, not strong";
  EXPECT_FALSE(repeat(c, {0.1, 0.39, 0.2}, 1));
  EXPECT_FALSE(repeat(c, {0.1, 0.41, 0.2}, 100)) << "has to rise anew";
}

TEST(SteadyChoice, AnotherTakesOverOnceItIsStrongForAWhile) {
  auto c = choice();
  repeat(c, kSecond, 3);
  const Strengths both = {0.1, 0.6, 0.7};
  EXPECT_EQ(repeat(c, both, 2), 1);
  EXPECT_EQ(repeat(c, both, 1), 2);
  EXPECT_EQ(repeat(c, both, 100), 2);
}

TEST(SteadyChoice, OfNothingIsNothing) {
  auto c = choice();
  repeat(c, kSecond, 3);
  EXPECT_FALSE(c.process({}));
}

TEST(SteadyChoice, ForgetsWhenItIsReset) {
  auto c = choice();
  repeat(c, kSecond, 3);
  c.reset();
  EXPECT_FALSE(repeat(c, kSecond, 2));
  EXPECT_EQ(repeat(c, kSecond, 1), 1);
}

}  // namespace
}  // namespace mood
