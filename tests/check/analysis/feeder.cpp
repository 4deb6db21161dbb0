/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "feeder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "fakeextractor.h"

namespace mood {
namespace {

using namespace std::chrono_literals;

constexpr uint32_t kRate = 8000;
constexpr uint64_t kQuantum = kRate / 50;

class FeederTest : public testing::Test {
 protected:
  static Feeder::Parameters mono() {
    Feeder::Parameters parameters;
    parameters.layout = {.kind = SampleKind::kSigned,
                         .width_bytes = 2,
                         .depth_bits = 16,
                         .channels = 1,
                         .rate_hz = kRate};
    return parameters;
  }
  static Feeder::Parameters complete() {
    auto parameters = mono();
    parameters.pace = Feeder::Pace::kComplete;
    return parameters;
  }

  void configure(const Feeder::Parameters& parameters) {
    std::string error;
    ASSERT_TRUE(feeder_.configure(parameters, error)) << error;
  }
  /// Frames that count on from the position.
  void push(uint64_t frames) {
    std::vector<int16_t> samples(frames);
    std::iota(samples.begin(), samples.end(),
              static_cast<int16_t>(feeder_.position()));
    const auto* bytes = reinterpret_cast<const std::byte*>(samples.data());
    feeder_.push({&bytes, 1}, frames);
  }
  bool holds(uint64_t frame) {
    return extractor_.reader().runs(frame, 1)[0][0] ==
           static_cast<float>(static_cast<int16_t>(frame)) / 32768;
  }
  const ipc::ConfigurePacket& announced() {
    return extractor_.assignments.back().configuration;
  }

  test::FakeExtractor extractor_;
  Feeder feeder_{extractor_};
};

TEST_F(FeederTest, TakesAudioAndDoesNothingWithItUntilItIsConfigured) {
  EXPECT_FALSE(feeder_.configured());
  feeder_.begin_epoch(true);
  push(1000);
  feeder_.push_silence(1000);
  feeder_.drain(1s);
  EXPECT_EQ(feeder_.position(), 0u);
  EXPECT_EQ(extractor_.notifications, 0u);
  EXPECT_TRUE(extractor_.targets.empty());
}

TEST_F(FeederTest, AnnouncesARegionAndHowToAnalyseIt) {
  auto parameters = mono();
  parameters.interval_ns = 33'000'000;
  parameters.settings.sensitivity = 0.7;
  configure(parameters);
  ASSERT_EQ(extractor_.assignments.size(), 1u);
  EXPECT_EQ(announced().header.type, ipc::PacketType::kConfigure);
  EXPECT_EQ(announced().header.size, sizeof(ipc::ConfigurePacket));
  EXPECT_EQ(announced().configuration, 1u);
  EXPECT_EQ(announced().interval_ns, 33'000'000u);
  EXPECT_EQ(announced().quantum_frames, kQuantum);
  EXPECT_EQ(announced().rate_hz, kRate);
  EXPECT_EQ(announced().settings.sensitivity, 0.7);
  EXPECT_EQ(announced().lockstep, 0u);
  configure(complete());
  EXPECT_EQ(announced().configuration, 2u);
  EXPECT_EQ(announced().lockstep, 1u);
  EXPECT_NE(extractor_.assignments[1].region, extractor_.assignments[0].region);
}

TEST_F(FeederTest, SharesMemoryOnlyWithAnotherProcess) {
  configure(mono());
  EXPECT_LT(extractor_.assignments.back().region->fd(), 0);
  extractor_.in_process_ = false;
  configure(mono());
  EXPECT_GE(extractor_.assignments.back().region->fd(), 0);
}

TEST_F(FeederTest, KeepsTheRegionWithinItsBounds) {
  struct Case {
    uint64_t asked;
    uint32_t rate;
    uint16_t channels;
    uint64_t given;
  };
  for (const auto& c : {
           Case{0, 44100, 2, 4 * 44100 * 4},
           Case{0, 4000, 1, ipc::kMinimumRegionBytes},
           Case{0, 384000, 64, 4 * 384000 * 4},
           Case{1, 44100, 2, ipc::kMinimumRegionBytes},
           Case{100'000, 44100, 2, 100'000},
           Case{UINT64_MAX, 44100, 2, ipc::kMaximumRegionBytes},
       }) {
    auto parameters = mono();
    parameters.region_bytes = c.asked;
    parameters.layout.rate_hz = c.rate;
    parameters.layout.channels = c.channels;
    configure(parameters);
    EXPECT_EQ(
        extractor_.assignments.back().region->ring().size() * sizeof(float),
        c.given);
  }
}

TEST_F(FeederTest, WorksInQuantaThatASmallRegionHolds) {
  auto parameters = mono();
  parameters.region_bytes = ipc::kMinimumRegionBytes;
  parameters.layout = {.kind = SampleKind::kFloat,
                       .width_bytes = 8,
                       .depth_bits = 64,
                       .channels = 64,
                       .rate_hz = 384000};
  configure(parameters);
  EXPECT_EQ(announced().quantum_frames, 65536u / sizeof(float) / 8);
}

TEST_F(FeederTest, NotifiesOncePerWholeQuantum) {
  configure(mono());
  feeder_.begin_epoch(true);
  push(kQuantum - 1);
  EXPECT_EQ(extractor_.notifications, 0u);
  push(1);
  EXPECT_EQ(extractor_.notifications, 1u);
  push(kQuantum - 1);
  EXPECT_EQ(extractor_.notifications, 1u);
  push(kQuantum);
  EXPECT_EQ(extractor_.notifications, 2u);
  push(1);
  EXPECT_EQ(extractor_.notifications, 3u);
}

TEST_F(FeederTest, NotifiesOnceForAThousandBuffersOfOneFrame) {
  configure(mono());
  feeder_.begin_epoch(true);
  for (uint64_t i = 0; i < 10 * kQuantum; ++i) push(1);
  EXPECT_EQ(extractor_.notifications, 10u);
}

TEST_F(FeederTest, CutsABufferThatIsLargerThanTheRegion) {
  configure(complete());
  feeder_.begin_epoch(true);
  const uint64_t capacity = extractor_.reader().capacity_frames();
  uint64_t seen = 0;
  extractor_.on_notify = [&] {
    const auto reader = extractor_.reader();
    ASSERT_LE(reader.oldest(), seen) << "lost before anybody could read it";
    while (seen < reader.timeline().committed) ASSERT_TRUE(holds(seen++));
  };
  push(3 * capacity + 17);
  EXPECT_EQ(feeder_.position(), 3 * capacity + 17);
  EXPECT_GE(seen, 3 * capacity);
}

TEST_F(FeederTest, CountsSilenceAsAudio) {
  configure(mono());
  feeder_.begin_epoch(true);
  const uint64_t capacity = extractor_.reader().capacity_frames();
  feeder_.push_silence(2 * capacity + 5);
  EXPECT_EQ(feeder_.position(), 2 * capacity + 5);
  const auto run = extractor_.reader().runs(2 * capacity, 1)[0];
  EXPECT_EQ(run[0], 0.0f);
}

TEST_F(FeederTest, NeverWaitsWhenItIsLive) {
  configure(mono());
  feeder_.begin_epoch(true);
  push(100'000);
  EXPECT_TRUE(extractor_.targets.empty());
  EXPECT_EQ(extractor_.urgent_notifications, 0u);
}

TEST_F(FeederTest, WaitsForTheWholeQuantaOfEachChunkWhenItIsComplete) {
  auto parameters = complete();
  parameters.timeout = 3s;
  configure(parameters);
  feeder_.begin_epoch(true);
  push(kQuantum / 2);
  EXPECT_TRUE(extractor_.targets.empty());
  push(2 * kQuantum);
  ASSERT_EQ(extractor_.targets.size(), 1u);
  EXPECT_EQ(extractor_.urgent_notifications, 1u);
  EXPECT_EQ(extractor_.targets[0].configuration, 1u);
  EXPECT_EQ(extractor_.targets[0].epoch, 1u);
  EXPECT_EQ(extractor_.targets[0].position, 2 * kQuantum);
  EXPECT_FALSE(extractor_.targets[0].drained);
  EXPECT_GT(extractor_.limits[0], 3s) << "a replacement needs time too";
  EXPECT_LE(extractor_.limits[0], 6s);
}

TEST_F(FeederTest, CountsQuantaFromTheStartOfTheEpoch) {
  configure(complete());
  feeder_.begin_epoch(true);
  push(kQuantum + 7);
  feeder_.begin_epoch(false);
  EXPECT_EQ(feeder_.epoch_start(), kQuantum + 7);
  push(kQuantum - 1);
  EXPECT_EQ(extractor_.targets.size(), 1u);
  push(1);
  ASSERT_EQ(extractor_.targets.size(), 2u);
  EXPECT_EQ(extractor_.targets[1].epoch, 2u);
  EXPECT_EQ(extractor_.targets[1].position, 2 * kQuantum + 7);
}

TEST_F(FeederTest, NumbersEpochsAndSongs) {
  configure(mono());
  const auto now = [&] { return extractor_.reader().timeline(); };
  feeder_.begin_epoch(false);
  EXPECT_EQ(feeder_.epoch(), 1u);
  EXPECT_EQ(now().epoch, 1u);
  EXPECT_EQ(now().song, 1u) << "the first epoch starts a song in any case";
  feeder_.begin_epoch(false);
  EXPECT_EQ(now().epoch, 2u);
  EXPECT_EQ(now().song, 1u);
  feeder_.begin_epoch(true);
  EXPECT_EQ(now().epoch, 3u);
  EXPECT_EQ(now().song, 2u);
  configure(mono());
  EXPECT_EQ(now().epoch, 0u) << "nothing begun in the new region yet";
  feeder_.begin_epoch(false);
  EXPECT_EQ(now().epoch, 4u) << "no epoch number ever comes again";
  EXPECT_EQ(now().song, 2u) << "the song goes on in another format";
}

TEST_F(FeederTest, DrainsAnEpochOfAnyLength) {
  configure(mono());
  feeder_.begin_epoch(true);
  push(5);
  feeder_.drain(1234ms);
  EXPECT_EQ(extractor_.reader().timeline().epoch_end, 5u);
  EXPECT_EQ(extractor_.urgent_notifications, 1u);
  ASSERT_EQ(extractor_.targets.size(), 1u);
  EXPECT_TRUE(extractor_.targets[0].drained);
  EXPECT_EQ(extractor_.targets[0].position, 5u);
  EXPECT_EQ(extractor_.targets[0].epoch, 1u);
  EXPECT_EQ(extractor_.limits[0], 1234ms);
}

TEST_F(FeederTest, HasNothingToDrainInAnEmptyEpoch) {
  configure(mono());
  feeder_.begin_epoch(true);
  feeder_.drain(1s);
  push(5);
  feeder_.begin_epoch(false);
  feeder_.drain(1s);
  EXPECT_TRUE(extractor_.targets.empty());
}

TEST_F(FeederTest, CutsPlanarBuffersInEveryPlane) {
  auto parameters = complete();
  parameters.layout.planar = 1;
  parameters.layout.channels = 2;
  configure(parameters);
  feeder_.begin_epoch(true);
  const auto reader = extractor_.reader();
  const uint64_t frames = reader.capacity_frames();
  std::vector<int16_t> left(frames), right(frames);
  std::iota(left.begin(), left.end(), int16_t{0});
  std::iota(right.begin(), right.end(), int16_t{77});
  const std::byte* planes[] = {reinterpret_cast<std::byte*>(left.data()),
                               reinterpret_cast<std::byte*>(right.data())};
  EXPECT_EQ(feeder_.push(planes, frames), 0u);
  EXPECT_GE(extractor_.notifications, 2u) << "in two chunks at least";
  const auto run = reader.runs(0, frames)[0];
  for (uint64_t i = 0; i < frames; ++i)
    ASSERT_EQ(run[i], (float(left[i]) + float(right[i])) / 65536) << i;
}

TEST_F(FeederTest, CountsWhatIsNoNumber) {
  auto parameters = mono();
  parameters.layout = {.channels = 2, .rate_hz = kRate};
  configure(parameters);
  feeder_.begin_epoch(true);
  std::vector<float> samples(2 * 1000, 0.25f);
  samples[7] = std::nanf("");
  samples[500] = HUGE_VALF;
  samples[501] = -HUGE_VALF;
  const auto* bytes = reinterpret_cast<const std::byte*>(samples.data());
  EXPECT_EQ(feeder_.push({&bytes, 1}, 1000), 3u);
  const auto run = extractor_.reader().runs(0, 1000)[0];
  EXPECT_EQ(run[3], 0.125f) << "the other channel still counts";
  EXPECT_EQ(run[250], 0.0f);
  EXPECT_EQ(run[999], 0.25f);
}

}  // namespace
}  // namespace mood
