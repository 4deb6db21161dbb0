/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "beatgrid.h"

#include "mappertest.h"

namespace mood::test {
namespace {

BeatUpdate at_120(uint64_t at_ns, uint32_t bar_position) {
  BeatUpdate update = beat(at_ns);
  update.tempo_bpm = 120;
  update.next_beat_ns = at_ns + 500 * kMs;
  update.bar_position = bar_position;
  return update;
}

}  // namespace

TEST(BeatGrid, FindsTheNextBeat) {
  BeatGrid grid;
  EXPECT_FALSE(grid.next(0, 0, Quantize::kBeat));
  grid.update(at_120(10 * kSecond, 2));
  struct Case {
    uint64_t at_ms, expected_ms;
  };
  for (const Case& c : {Case{9999, 10000},
                        {10000, 10000},
                        {10001, 10500},
                        {10500, 10500},
                        {11001, 11500},
                        {9400, 9500}}) {
    EXPECT_EQ(grid.next(c.at_ms * kMs, 10 * kSecond, Quantize::kBeat),
              c.expected_ms * kMs)
        << c.at_ms;
  }
  EXPECT_FALSE(grid.next(10 * kSecond, 10 * kSecond, Quantize::kOff));
}

TEST(BeatGrid, FindsTheNextBarFromEveryBeatOfIt) {
  for (uint32_t position = 1; position <= 4; ++position) {
    BeatGrid grid;
    grid.update(at_120(10 * kSecond, position));
    const uint64_t expected_ns = 10 * kSecond + (5 - position) % 4 * 500 * kMs;
    EXPECT_EQ(grid.next(10 * kSecond, 10 * kSecond, Quantize::kBar),
              expected_ns)
        << position;
    EXPECT_EQ(grid.next(10001 * kMs, 10 * kSecond, Quantize::kBar),
              position == 1 ? 12 * kSecond : expected_ns);
  }
}

TEST(BeatGrid, LearnsHowLongBarsAre) {
  BeatGrid grid;
  for (uint64_t i = 0; i < 7; ++i) {
    grid.update(at_120(10 * kSecond + i * 500 * kMs, i % 3 + 1));
  }
  EXPECT_EQ(grid.next(13001 * kMs, 13 * kSecond, Quantize::kBar), 14500 * kMs);
  EXPECT_TRUE(grid.on_downbeat());
}

TEST(BeatGrid, WithoutBarsAnyBeatWillDo) {
  BeatGrid grid;
  grid.update(at_120(10 * kSecond, 0));
  EXPECT_EQ(grid.next(10001 * kMs, 10 * kSecond, Quantize::kBar), 10500 * kMs);
}

TEST(BeatGrid, EndsWithTheBeats) {
  BeatGrid grid;
  grid.update(at_120(10 * kSecond, 1));
  EXPECT_TRUE(grid.next(11 * kSecond, 11 * kSecond, Quantize::kBeat));
  EXPECT_FALSE(grid.next(12 * kSecond, 12 * kSecond, Quantize::kBeat));
  grid.clear();
  EXPECT_FALSE(grid.next(10 * kSecond, 10 * kSecond, Quantize::kBeat));
}

TEST(BeatGrid, DoesNotBelieveAbsurdPredictions) {
  BeatUpdate update = beat(10 * kSecond);
  BeatGrid grid;
  for (const uint64_t next_ns : {9 * kSecond, 10 * kSecond, 60 * kSecond}) {
    update.next_beat_ns = next_ns;
    grid.update(update);
    EXPECT_FALSE(grid.next_beat_ns());
    EXPECT_EQ(grid.period_ns(), 0u);
  }
  update.tempo_bpm = 100;
  grid.update(update);
  EXPECT_EQ(grid.period_ns(), 600 * kMs);
  update.tempo_bpm = 1;
  grid.update(update);
  EXPECT_EQ(grid.period_ns(), 0u);
}

TEST(BeatGrid, MovesPlansToTheNearestLine) {
  BeatGrid grid;
  grid.update(at_120(10 * kSecond, 1));
  EXPECT_EQ(grid.nearest(11010 * kMs), 11 * kSecond);
  EXPECT_EQ(grid.nearest(10990 * kMs), 11 * kSecond);
  EXPECT_EQ(grid.nearest(9020 * kMs), 9 * kSecond);
}

}  // namespace mood::test
