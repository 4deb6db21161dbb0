/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The advanced analysis in a stream: real windows of a real region. */
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "analysedstream.h"
#include "signals.h"
#include "streamwindow.h"

namespace mood {
namespace {

using namespace ipc;

using Stream = test::AnalysedStream;

using test::kSecond_ns;
using test::music;
using test::options;
using test::same;

void expect_same(const test::RecordingSink& a, const test::RecordingSink& b) {
  ASSERT_EQ(a.features.size(), b.features.size());
  for (size_t i = 0; i < a.features.size(); ++i)
    ASSERT_TRUE(same(a.features[i], b.features[i])) << "window " << i;
  ASSERT_EQ(a.moods.size(), b.moods.size());
  for (size_t i = 0; i < a.moods.size(); ++i)
    ASSERT_EQ(std::memcmp(&a.moods[i], &b.moods[i], sizeof(MoodPacket)), 0)
        << "mood " << i;
}

struct Schedule {
  uint32_t rate_hz;
  uint64_t window_ns;
  uint64_t interval_ns;
  uint64_t grid_frames;
};

class WindowsAt : public testing::TestWithParam<Schedule> {};

TEST_P(WindowsAt, LieWhereTheyShallInEveryEpoch) {
  const auto [rate_hz, window_ns, interval_ns, grid] = GetParam();
  Stream stream(options(rate_hz, window_ns, interval_ns));
  stream.configure();
  const uint64_t window = window_ns * rate_hz / kSecond_ns;
  uint64_t start = 0;
  for (uint64_t epoch = 1; epoch <= 2; ++epoch) {
    stream.sink.features.clear();
    stream.begin_epoch(epoch);
    stream.write_and_service(music(5 * rate_hz + 11, rate_hz), rate_hz / 7);
    stream.end_epoch();
    const uint64_t length = stream.position() - start;
    std::vector<uint64_t> ends;
    for (uint64_t k = 1;; ++k) {
      uint64_t end = k * interval_ns * rate_hz / kSecond_ns;
      if (end >= window + grid) end -= end % grid;
      if (end > length) break;
      if (end >= window * 3 / 10) ends.push_back(end);
    }
    ends.push_back(length);
    ASSERT_EQ(stream.sink.features.size(), ends.size());
    for (size_t i = 0; i < ends.size(); ++i) {
      const auto& packet = stream.sink.features[i];
      EXPECT_EQ(packet.origin.epoch, epoch);
      EXPECT_EQ(packet.end_position, start + ends[i]);
      EXPECT_EQ(packet.start_position,
                start + (ends[i] > window ? ends[i] - window : 0));
      EXPECT_GT(packet.analysis_ns, 0u);
      EXPECT_EQ(packet.features.key, 0u) << "C";
      EXPECT_EQ(packet.features.mode, Mode::kMajor);
    }
    start = stream.position();
  }
  EXPECT_EQ(stream.sink.progress.back().skipped_analyses, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    Rates, WindowsAt,
    testing::Values(Schedule{44100, 3 * kSecond_ns, 2 * kSecond_ns, 1},
                    Schedule{44100, 3 * kSecond_ns, 500'000'000, 1024},
                    Schedule{48000, 3 * kSecond_ns, 2 * kSecond_ns, 1},
                    Schedule{48000, 3 * kSecond_ns, 500'000'000, 1},
                    Schedule{22050, 3 * kSecond_ns, 2 * kSecond_ns, 1},
                    Schedule{22050, 2 * kSecond_ns, 333'333'333, 512},
                    Schedule{8000, 1 * kSecond_ns, 777'777'777, 1}),
    [](const auto& info) {
      return std::to_string(info.param.rate_hz) + "Hz" +
             std::to_string(info.param.interval_ns / 1000) + "us";
    });

TEST(StreamWindows, AThreeSecondFileHasTheFeaturesOfExactlyThat) {
  Stream stream(options(44100, 3 * kSecond_ns, 2 * kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(3 * 44100, 44100), 1024);
  stream.end_epoch();
  ASSERT_EQ(stream.sink.features.size(), 2u);
  EXPECT_EQ(stream.sink.features[0].end_position, 2 * 44100u);
  EXPECT_EQ(stream.sink.features[1].start_position, 0u);
  EXPECT_EQ(stream.sink.features[1].end_position, 3 * 44100u);
}

TEST(StreamWindows, TooLittleAudioHasNoFeatures) {
  Stream stream(options(44100, 3 * kSecond_ns, 2 * kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(39689, 44100), 1024);
  stream.end_epoch();
  EXPECT_TRUE(stream.sink.features.empty());
  stream.begin_epoch(2);
  stream.write_and_service(music(39690, 44100), 1024);
  stream.end_epoch();
  EXPECT_EQ(stream.sink.features.size(), 1u);
  EXPECT_EQ(stream.sink.progress.back().skipped_analyses, 0u);
}

TEST(StreamWindows, BasicAnalysisHasNone) {
  Stream stream(options(44100, 0, 0));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(3 * 44100, 44100), 1024);
  stream.end_epoch();
  EXPECT_TRUE(stream.sink.features.empty());
  for (const auto& mood : stream.sink.moods) {
    EXPECT_EQ(mood.mood.depth, AnalysisDepth::kBasic);
    EXPECT_EQ(mood.mood.key.pitch_class, kNoKey);
  }
}

TEST(StreamWindows, FeaturesComeBeforeWhatEndsWithThem) {
  Stream stream(options(44100, kSecond_ns, 400'000'000));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(3 * 44100 + 11, 44100), 30'000);
  stream.end_epoch();
  const auto& sink = stream.sink;
  size_t features = 0, moods = 0, progress = 0;
  for (const auto type : sink.order) {
    if (type == PacketType::kFeatures) ++features;
    const auto told = [&](uint64_t position) {
      return features == sink.features.size() ||
             sink.features[features].end_position > position;
    };
    if (type == PacketType::kMood) {
      const auto& mood = sink.moods[moods++];
      EXPECT_TRUE(told(mood.end_position)) << mood.end_position;
      const bool first = mood.end_position >= 400 * 441 / 10;
      EXPECT_EQ(mood.mood.depth,
                first ? AnalysisDepth::kAdvanced : AnalysisDepth::kBasic)
          << mood.end_position;
    }
    if (type == PacketType::kProgress) {
      const auto position = sink.progress[progress++].position;
      EXPECT_TRUE(told(position)) << position;
    }
  }
  EXPECT_EQ(features, 8u) << "0.4 to 2.8 s, and the end";
}

TEST(StreamWindows, AreTheSameHoweverTheAudioArrives) {
  const auto audio = music(4 * 44100 + 123, 44100);
  std::unique_ptr<Stream> reference;
  for (uint32_t quantum : {882u, 7680u, 100u})
    for (size_t chunk : {60'000, 1024, 333}) {
      auto settings = options(44100, 2 * kSecond_ns, 300'000'000);
      settings.quantum_frames = quantum;
      settings.interval_ns = 33'000'000;
      auto stream = std::make_unique<Stream>(settings);
      stream->configure();
      stream->begin_epoch(1);
      stream->write_and_service(audio, chunk);
      stream->end_epoch();
      EXPECT_EQ(stream->sink.features.size(), 13u);
      if (reference) expect_same(stream->sink, reference->sink);
      if (!reference) reference = std::move(stream);
    }
}

TEST(StreamWindows, OverlapChangesNothingThatCounts) {
  // Every window of one stream takes over from the one before; the other
  // stream has a helper of its own for each.
  const auto settings = options(44100, 2 * kSecond_ns, 500'000'000);
  const auto audio = music(4 * 44100, 44100);
  Stream one(settings);
  one.configure();
  one.begin_epoch(1);
  one.write_and_service(audio, 1024);
  Stream other(settings);
  other.configure();
  other.begin_epoch(1);
  uint64_t delivered = 0;
  for (size_t at = 0; at < audio.size(); at += 22'050) {
    other.write_and_service(std::span(audio).subspan(at, 22'050), 1024);
    if (!other.sink.features.empty())
      delivered = other.sink.features.back().end_position;
    other.configure(
        {.resume_position = other.position(), .features_position = delivered});
  }
  ASSERT_EQ(one.sink.features.size(), 7u);
  ASSERT_EQ(other.sink.features.size(), 7u);
  for (size_t i = 0; i < 7; ++i) {
    const auto& a = one.sink.features[i];
    const auto& b = other.sink.features[i];
    EXPECT_EQ(a.start_position, b.start_position);
    EXPECT_EQ(a.end_position, b.end_position);
    EXPECT_EQ(a.features.key, b.features.key);
    EXPECT_EQ(a.beats, b.beats);
    EXPECT_EQ(a.onsets, b.onsets);
    for (size_t k = 0; k < 12; ++k)
      EXPECT_NEAR(a.features.chroma[k], b.features.chroma[k], 1e-5);
    for (size_t k = 0; k < 13; ++k)
      EXPECT_NEAR(a.features.mfcc[k], b.features.mfcc[k], 1e-3);
    EXPECT_NEAR(a.features.harmonic_ratio, b.features.harmonic_ratio, 1e-5);
  }
}

TEST(StreamWindows, TheResamplerIsTheOneAskedFor) {
  const auto audio = music(2 * 44100, 44100);
  std::vector<FeatureSet> found;
  for (auto resampling :
       {WindowResampling::kSoxrHq, WindowResampling::kKaiserBest}) {
    auto settings = options(44100, 2 * kSecond_ns, 2 * kSecond_ns);
    settings.resampling = resampling;
    Stream stream(settings);
    stream.configure();
    stream.begin_epoch(1);
    stream.write_and_service(audio, 1024);
    ASSERT_EQ(stream.sink.features.size(), 1u);
    found.push_back(stream.sink.features[0].features);
  }
  EXPECT_EQ(found[0].key, found[1].key);
  // Below the cutoff they agree; the top band lies beyond one's.
  EXPECT_NEAR(found[0].spectral_contrast[2], found[1].spectral_contrast[2], 1);
  EXPECT_NE(found[0].spectral_contrast[6], found[1].spectral_contrast[6]);
}

TEST(StreamWindows, SilenceHasFeaturesAndNoKey) {
  Stream stream(options(44100, kSecond_ns, kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(std::vector<float>(3 * 44100), 1024);
  stream.end_epoch();
  EXPECT_EQ(stream.sink.features.size(), 3u);
  EXPECT_EQ(stream.sink.moods.back().mood.depth, AnalysisDepth::kAdvanced);
  for (const auto& mood : stream.sink.moods)
    EXPECT_EQ(mood.mood.key.pitch_class, kNoKey);
}

TEST(StreamWindows, NoiseHasFeaturesAndNoKey) {
  Stream stream(options(44100, kSecond_ns, kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(test::noise(44100, 6, 0.5), 1024);
  stream.end_epoch();
  EXPECT_EQ(stream.sink.features.size(), 6u);
  EXPECT_EQ(stream.sink.moods.back().mood.key.pitch_class, kNoKey);
}

}  // namespace
}  // namespace mood
