/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "windowclock.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mood {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;
constexpr uint64_t kMs = 1'000'000;

struct Schedule {
  uint32_t rate_hz;
  uint64_t window_ns;
  uint64_t interval_ns;
  uint64_t hop_frames;  ///< that the rate has; 0 = no whole number
};

std::string describe(const testing::TestParamInfo<Schedule>& info) {
  const auto& s = info.param;
  return std::to_string(s.rate_hz) + "Hz" + std::to_string(s.window_ns / kMs) +
         "msEvery" + std::to_string(s.interval_ns / 1000) + "us";
}

class WindowClockAt : public testing::TestWithParam<Schedule> {
 protected:
  WindowClock clock_{{.window_ns = GetParam().window_ns,
                      .interval_ns = GetParam().interval_ns,
                      .rate_hz = GetParam().rate_hz,
                      .hop_frames = GetParam().hop_frames}};
};

TEST_P(WindowClockAt, HasEveryWindowWhereTheFormulaPutsIt) {
  const auto [rate_hz, window_ns, interval_ns, hop] = GetParam();
  const auto frames = [&](uint64_t ns) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(ns) * rate_hz /
                                 kSecond_ns);
  };
  const uint64_t window = frames(window_ns);
  const uint64_t ready = static_cast<uint64_t>(0.3 * double(window));
  const uint64_t grid = 2 * interval_ns <= window_ns && hop > 0 ? hop : 1;
  EXPECT_EQ(clock_.window_frames(), window);
  for (int round = 0; round < 2; ++round) {
    unsigned seen = 0;
    for (uint64_t k = 1; seen < 500; ++k) {
      uint64_t end = frames(k * interval_ns);
      if (end < ready) continue;
      if (end >= window + grid) end -= end % grid;
      const uint64_t start = end > window ? end - window : 0;
      ASSERT_EQ(clock_.next(), (WindowSpan{start, end})) << "window " << k;
      clock_.advance();
      ++seen;
    }
    clock_.reset();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rates, WindowClockAt,
    testing::Values(Schedule{44100, 3 * kSecond_ns, 2 * kSecond_ns, 1024},
                    Schedule{44100, 3 * kSecond_ns, 1500 * kMs, 1024},
                    Schedule{44100, 3 * kSecond_ns, 100 * kMs, 1024},
                    Schedule{44100, 3 * kSecond_ns, 333'333'333, 1024},
                    Schedule{48000, 3 * kSecond_ns, 2 * kSecond_ns, 0},
                    Schedule{48000, 3 * kSecond_ns, 100 * kMs, 0},
                    Schedule{48000, 1 * kSecond_ns, 10 * kSecond_ns, 0},
                    Schedule{22050, 3 * kSecond_ns, 2 * kSecond_ns, 512},
                    Schedule{22050, 30 * kSecond_ns, 100 * kMs, 512},
                    Schedule{22050, 2'999'999'999, 123'456'789, 512},
                    Schedule{44099, 3 * kSecond_ns, 777'777'777, 0},
                    Schedule{4000, 1 * kSecond_ns, 100 * kMs, 0},
                    Schedule{384000, 30 * kSecond_ns, 10 * kSecond_ns, 0}),
    describe);

TEST(WindowClock, WaitsForThirtyPercentOfAWindow) {
  // int(0.3 * 30 s * 4000 Hz) = 36,000 frames, the 90th interval's end.
  WindowClock clock({.window_ns = 30 * kSecond_ns,
                     .interval_ns = 100 * kMs,
                     .rate_hz = 4000});
  EXPECT_EQ(clock.next(), (WindowSpan{0, 36000}));
  EXPECT_FALSE(clock.last(35999, 0));
  EXPECT_EQ(*clock.last(36000, 0), (WindowSpan{0, 36000}));
}

TEST(WindowClock, EndsAnEpochWithWhatRemains) {
  WindowClock clock({.window_ns = 3 * kSecond_ns,
                     .interval_ns = 2 * kSecond_ns,
                     .rate_hz = 10000});
  EXPECT_EQ(*clock.last(15000, 0), (WindowSpan{0, 15000})) << "the first";
  EXPECT_FALSE(clock.last(20000, 20000)) << "nothing new";
  EXPECT_EQ(*clock.last(20001, 20000), (WindowSpan{0, 20001}));
  EXPECT_EQ(*clock.last(30000, 20000), (WindowSpan{0, 30000})) << "3 s in all";
  EXPECT_EQ(*clock.last(30001, 20000), (WindowSpan{1, 30001}));
  EXPECT_EQ(clock.next(), (WindowSpan{0, 20000})) << "as if nothing had been";
}

TEST(WindowClock, PutsWindowsThatOverlapByHalfOnTheGridOfTheirHops) {
  const auto grid = [](uint64_t window_ns, uint64_t interval_ns) {
    return WindowClock({.window_ns = window_ns,
                        .interval_ns = interval_ns,
                        .rate_hz = 44100,
                        .hop_frames = 1024})
        .grid_frames();
  };
  EXPECT_EQ(grid(3 * kSecond_ns, 1500 * kMs), 1024u);
  EXPECT_EQ(grid(3 * kSecond_ns, 1500 * kMs + 1), 0u);
  EXPECT_EQ(grid(3 * kSecond_ns, 2 * kSecond_ns), 0u);
}

}  // namespace
}  // namespace mood
