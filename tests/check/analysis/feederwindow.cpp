/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a Feeder makes room for the windows of the advanced analysis. */
#include <gtest/gtest.h>

#include "fakeextractor.h"
#include "feeder.h"

namespace mood {
namespace {

constexpr uint64_t kSecond_ns = 1'000'000'000;

class FeederWindow : public testing::Test {
 protected:
  static Feeder::Parameters parameters(uint32_t rate_hz, uint64_t window_ns,
                                       uint64_t region_bytes = 0) {
    Feeder::Parameters parameters;
    parameters.layout = {.channels = 1, .rate_hz = rate_hz};
    parameters.window_ns = window_ns;
    parameters.region_bytes = region_bytes;
    return parameters;
  }
  const ipc::ConfigurePacket& configure(const Feeder::Parameters& parameters) {
    std::string error;
    EXPECT_TRUE(feeder_.configure(parameters, error)) << error;
    return extractor_.assignments.back().configuration;
  }
  uint64_t capacity() { return extractor_.reader().capacity_frames(); }

  test::FakeExtractor extractor_;
  Feeder feeder_{extractor_};
};

TEST_F(FeederWindow, AnnouncesHowWindowsAreAnalysed) {
  auto asked = parameters(44100, 5 * kSecond_ns);
  asked.analysis_interval_ns = 333'000'000;
  asked.resampling = ipc::WindowResampling::kKaiserBest;
  const auto& told = configure(asked);
  EXPECT_EQ(told.window_ns, 5 * kSecond_ns);
  EXPECT_EQ(told.analysis_interval_ns, 333'000'000u);
  EXPECT_EQ(told.resampling, ipc::WindowResampling::kKaiserBest);
  EXPECT_EQ(configure(parameters(44100, 0)).window_ns, 0u);
}

TEST_F(FeederWindow, KeepsTheWindowAndTwoSecondsMore) {
  struct Case {
    uint32_t rate_hz;
    uint64_t window_s;
    uint64_t kept_s;
  };
  for (const auto& c : {Case{44100, 0, 4}, Case{44100, 1, 4}, Case{44100, 2, 4},
                        Case{44100, 3, 5}, Case{48000, 3, 5},
                        Case{22050, 30, 32}, Case{384000, 30, 32}}) {
    configure(parameters(c.rate_hz, c.window_s * kSecond_ns));
    EXPECT_EQ(capacity(), c.kept_s * c.rate_hz);
    EXPECT_EQ(feeder_.window_ns(), c.window_s * kSecond_ns);
  }
}

TEST_F(FeederWindow, HoldsEveryWindowInARegionOfItsOwnChoice) {
  for (uint32_t rate_hz : {4000u, 11025u, 44099u, 44100u, 192'000u, 384'000u})
    for (uint64_t window_ns :
         {1 * kSecond_ns, 3 * kSecond_ns, 2'999'999'999u * uint64_t{1},
          uint64_t{7'654'321'987}, 29'999'999'999u * uint64_t{1},
          30 * kSecond_ns}) {
      const auto& told = configure(parameters(rate_hz, window_ns));
      EXPECT_EQ(told.window_ns, window_ns) << rate_hz;
    }
}

TEST_F(FeederWindow, CutsAWindowThatTheRegionDoesNotHold) {
  // Four seconds of room: a quarter is kept free.
  const uint64_t bytes = 4 * 44100 * sizeof(float);
  EXPECT_EQ(configure(parameters(44100, 3 * kSecond_ns, bytes)).window_ns,
            3 * kSecond_ns);
  EXPECT_EQ(configure(parameters(44100, 30 * kSecond_ns, bytes)).window_ns,
            3 * kSecond_ns);
  EXPECT_EQ(feeder_.window_ns(), 3 * kSecond_ns);
  EXPECT_EQ(feeder_.wanted_region_bytes(), 32 * 44100 * sizeof(float));
  // The smallest region at the highest rate.
  const auto& told =
      configure(parameters(384'000, 3 * kSecond_ns, ipc::kMinimumRegionBytes));
  EXPECT_EQ(told.window_ns, 12288 * kSecond_ns / 384'000);
}

TEST_F(FeederWindow, WritesNoMoreAtOnceThanLeavesTheLastWindowIntact) {
  for (uint64_t region_bytes : {uint64_t{0}, uint64_t{100'000}}) {
    auto asked = parameters(8000, 3 * kSecond_ns, region_bytes);
    asked.pace = Feeder::Pace::kComplete;
    const auto& told = configure(asked);
    const uint64_t window = told.window_ns * 8000 / kSecond_ns;
    feeder_.begin_epoch(true);
    uint64_t analysed = 0;
    unsigned looks = 0;
    extractor_.on_notify = [&] {
      const auto reader = extractor_.reader();
      // The first window that may have become due since the last look.
      const uint64_t end = analysed + 1;
      EXPECT_LE(reader.oldest(), end > window ? end - window : 0);
      analysed = reader.timeline().committed / told.quantum_frames *
                 told.quantum_frames;
      ++looks;
    };
    std::vector<float> samples(1'000'003);
    const auto* bytes = reinterpret_cast<const std::byte*>(samples.data());
    feeder_.push({&bytes, 1}, 77);
    feeder_.push({&bytes, 1}, samples.size());
    EXPECT_EQ(feeder_.position(), samples.size() + 77);
    EXPECT_GT(looks, 10u);
  }
}

}  // namespace
}  // namespace mood
