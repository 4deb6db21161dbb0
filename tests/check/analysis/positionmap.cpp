/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "positionmap.h"

#include <gtest/gtest.h>

namespace mood {
namespace {

using Wide = unsigned __int128;

constexpr uint64_t kSecond = 1'000'000'000;
constexpr uint64_t kHour_s = 3600;

uint64_t exact_ns(uint64_t frames, uint32_t rate_hz) {
  return static_cast<uint64_t>((Wide(frames) * kSecond + rate_hz / 2) /
                               rate_hz);
}

class AtRate : public testing::TestWithParam<uint32_t> {
 protected:
  /// Positions over a day: dense at first, then ever wider, never round.
  template <typename Visit>
  void over_a_day(Visit visit) {
    const uint64_t end = uint64_t{GetParam()} * 24 * kHour_s;
    for (uint64_t f = 0; f < end; f += 1 + f / 97) visit(f);
    visit(end);
  }
};

TEST_P(AtRate, FramesBecomeTheNearestNanosecond) {
  over_a_day([&](uint64_t frames) {
    ASSERT_EQ(frames_to_ns(frames, GetParam()), exact_ns(frames, GetParam()))
        << frames;
  });
}

TEST_P(AtRate, FramesSurviveTheRoundTripThroughTime) {
  over_a_day([&](uint64_t frames) {
    ASSERT_EQ(ns_to_frames(frames_to_ns(frames, GetParam()), GetParam()),
              frames);
  });
}

TEST_P(AtRate, OneAnchorIsExactToTheFrameForADay) {
  const uint64_t start_ns = 987'654'321;
  const PositionMap map(GetParam(), 12345, start_ns);
  over_a_day([&](uint64_t frames) {
    ASSERT_EQ(map.timestamp_ns(12345 + frames),
              start_ns + exact_ns(frames, GetParam()));
    ASSERT_EQ(map.fit(12345 + frames, start_ns + exact_ns(frames, GetParam())),
              PositionMap::Fit::kSteady);
  });
}

INSTANTIATE_TEST_SUITE_P(Rates, AtRate,
                         testing::Values(4000u, 8000u, 11025u, 22050u, 44056u,
                                         44099u, 44100u, 48000u, 88200u, 96000u,
                                         176400u, 192000u, 352800u, 383999u,
                                         384000u));

TEST(Time, OfCenturiesStillConverts) {
  const uint64_t ns = 500ull * 365 * 24 * kHour_s * kSecond;
  EXPECT_EQ(ns_to_frames(ns, 384000), ns / kSecond * 384000);
  EXPECT_EQ(frames_to_ns(ns / kSecond * 384000, 384000), ns);
}

TEST(Time, IsRoundedToTheNearestFrame) {
  EXPECT_EQ(ns_to_frames(124'999, 4000), 0u);
  EXPECT_EQ(ns_to_frames(125'000, 4000), 1u);
  EXPECT_EQ(ns_to_frames(374'999, 4000), 1u);
}

using Fit = PositionMap::Fit;

TEST(PositionMap, TellsDriftFromJumps) {
  const PositionMap map(48000, 0, kSecond);
  struct Case {
    int64_t off_ns;
    Fit fit;
  };
  for (const auto& [off_ns, fit] : {Case{0, Fit::kSteady},
                                    {1'000'000, Fit::kSteady},
                                    {-1'000'000, Fit::kSteady},
                                    {1'000'001, Fit::kDrift},
                                    {-1'000'001, Fit::kDrift},
                                    {40'000'000, Fit::kDrift},
                                    {-40'000'000, Fit::kDrift},
                                    {40'000'001, Fit::kJump},
                                    {-40'000'001, Fit::kJump},
                                    {-1'500'000'000, Fit::kJump},
                                    {INT64_MAX / 2, Fit::kJump}})
    EXPECT_EQ(map.fit(48000, 2 * kSecond + off_ns), fit) << off_ns;
}

TEST(PositionMap, UsesTheAnchorBeforeAPosition) {
  PositionMap map(1000, 0, 0);
  map.anchor(1000, kSecond + 2'000'000);
  map.anchor(2000, 2 * kSecond + 4'000'000);
  EXPECT_EQ(map.timestamp_ns(0), 0u);
  EXPECT_EQ(map.timestamp_ns(999), 999'000'000u);
  EXPECT_EQ(map.timestamp_ns(1000), kSecond + 2'000'000);
  EXPECT_EQ(map.timestamp_ns(1999), 1'999'000'000u + 2'000'000);
  EXPECT_EQ(map.timestamp_ns(2500), 2'500'000'000u + 4'000'000);
  EXPECT_EQ(map.fit(3000, 3 * kSecond + 4'000'000), Fit::kSteady);
}

TEST(PositionMap, FollowsAClockThatDriftsForHours) {
  // 100 ppm fast: one anchor per 10 s, 1080 in three hours.
  PositionMap map(48000, 0, 0);
  unsigned anchors = 0;
  const auto true_ns = [](uint64_t f) {
    return exact_ns(f, 48000) + exact_ns(f, 48000) / 10000;
  };
  for (uint64_t f = 0; f < 48000 * 3 * kHour_s; f += 480) {
    const auto fit = map.fit(f, true_ns(f));
    ASSERT_NE(fit, Fit::kJump) << f;
    if (fit == Fit::kDrift) {
      map.anchor(f, true_ns(f));
      ++anchors;
    }
    const uint64_t told = map.timestamp_ns(f);
    ASSERT_LE(true_ns(f) - told, PositionMap::kDriftLimit_ns) << f;
    // Results come late: positions of five seconds ago still matter.
    if (f < 240000) continue;
    const uint64_t then = map.timestamp_ns(f - 240000);
    ASSERT_LE(true_ns(f - 240000) - then, PositionMap::kDriftLimit_ns) << f;
  }
  EXPECT_NEAR(anchors, 1080, 12);
}

TEST(PositionMap, ExtrapolatesFromTheOldestAnchorItKeeps) {
  PositionMap map(1000, 0, 0);
  for (uint64_t i = 1; i <= 100; ++i)
    map.anchor(i * 1000, i * kSecond + i * 2'000'000);
  // Anchors 69..100 are kept.
  EXPECT_EQ(map.timestamp_ns(69'500), 69'500'000'000u + 69 * 2'000'000);
  EXPECT_EQ(map.timestamp_ns(68'000), 68 * kSecond + 69 * 2'000'000);
  EXPECT_EQ(map.timestamp_ns(100'500), 100'500'000'000u + 100 * 2'000'000);
}

TEST(PositionMap, NeverTellsATimeBeforeZero) {
  const PositionMap map(1000, 5000, kSecond);
  EXPECT_EQ(map.timestamp_ns(4500), kSecond / 2);
  EXPECT_EQ(map.timestamp_ns(4000), 0u);
  EXPECT_EQ(map.timestamp_ns(0), 0u);
}

}  // namespace
}  // namespace mood
