/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "streamanalysis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "analysedstream.h"

namespace mood {
namespace {

using namespace ipc;

using Stream = test::AnalysedStream;

/// Something that changes: a chirp with clicks.
std::vector<float> music(size_t frames, uint32_t rate_hz = 44100) {
  std::vector<float> samples(frames);
  std::minstd_rand random(1);
  for (size_t i = 0; i < frames; ++i) {
    const double t = double(i) / rate_hz;
    samples[i] = float(0.3 * std::sin(2 * M_PI * (200 + 300 * t) * t) +
                       1e-11 * double(random()));
    if (i % (rate_hz / 2) < rate_hz / 200) samples[i] += 0.4f;
  }
  return samples;
}

void expect_equal(const test::RecordingSink& a, const test::RecordingSink& b) {
  ASSERT_EQ(a.moods.size(), b.moods.size());
  for (size_t i = 0; i < a.moods.size(); ++i)
    ASSERT_EQ(std::memcmp(&a.moods[i], &b.moods[i], sizeof(MoodPacket)), 0)
        << "mood " << i;
  ASSERT_EQ(a.beats.size(), b.beats.size());
  for (size_t i = 0; i < a.beats.size(); ++i)
    ASSERT_EQ(std::memcmp(&a.beats[i], &b.beats[i], sizeof(BeatPacket)), 0)
        << "beat " << i;
}

struct Grid {
  uint32_t rate_hz;
  uint64_t interval_ns;
};

class Tiling : public testing::TestWithParam<Grid> {};

TEST_P(Tiling, CoversTheEpochExactlyAndEndsWithThePartialInterval) {
  const auto [rate_hz, interval_ns] = GetParam();
  Stream stream({.rate_hz = rate_hz,
                 .interval_ns = interval_ns,
                 .quantum_frames = rate_hz / 50,
                 .capacity_frames = 5ull * rate_hz});
  stream.configure();
  // Epochs that begin anywhere, of a length that no interval divides.
  // The last ends so shortly before a boundary that resampling rounds it up.
  const uint64_t lengths[] = {rate_hz + 7, 1, 2ull * rate_hz + rate_hz / 3,
                              interval_ns * rate_hz / 1'000'000'000 - 1};
  uint64_t epoch_start = 0;
  for (uint64_t epoch = 1; epoch <= 4; ++epoch) {
    stream.sink.moods.clear();
    stream.begin_epoch(epoch);
    stream.write_and_service(music(lengths[epoch - 1], rate_hz), rate_hz / 10);
    stream.end_epoch();
    uint64_t reached = epoch_start;
    uint64_t k = 0;
    for (const auto& mood : stream.sink.moods) {
      ASSERT_EQ(mood.origin.epoch, epoch);
      ASSERT_EQ(mood.start_position, reached);
      reached = mood.end_position;
      const uint64_t grid =
          epoch_start + ++k * interval_ns * rate_hz / 1'000'000'000;
      ASSERT_EQ(reached, std::min(grid, stream.position()));
    }
    EXPECT_EQ(reached, stream.position());
    EXPECT_TRUE(stream.sink.progress.back().drained);
    EXPECT_EQ(stream.sink.progress.back().position, stream.position());
    epoch_start = stream.position();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rates, Tiling,
    testing::Values(Grid{44100, 33'000'000}, Grid{44100, 100'000'000},
                    Grid{48000, 33'333'333}, Grid{22050, 40'000'000},
                    Grid{22050, 33'000'000}, Grid{11025, 33'000'000},
                    Grid{8000, 100'000'000}, Grid{4000, 33'000'000},
                    Grid{44099, 77'777'777}, Grid{96000, 500'000'000},
                    Grid{192000, 33'000'000}, Grid{384000, 100'000'000},
                    Grid{44100, 5'000'000'000}),
    [](const auto& info) {
      return std::to_string(info.param.rate_hz) + "Hz" +
             std::to_string(info.param.interval_ns) + "ns";
    });

TEST(StreamAnalysis, GivesTheSameResultsHoweverTheAudioArrives) {
  const auto audio = music(4 * 44100 + 123);
  std::unique_ptr<Stream> reference;
  for (size_t chunk : {110'250, 1024, 64, 1}) {
    auto stream = std::make_unique<Stream>(Stream::Options{});
    stream->configure();
    stream->begin_epoch(1);
    stream->write_and_service(audio, chunk);
    stream->end_epoch();
    EXPECT_EQ(stream->sink.moods.size(), 41u);
    EXPECT_EQ(stream->sink.progress.back().mood_count, 41u);
    if (reference) expect_equal(stream->sink, reference->sink);
    if (!reference) reference = std::move(stream);
  }
}

TEST(StreamAnalysis, GivesTheSameResultsWhateverTheSizeOfTheRing) {
  const auto audio = music(4 * 44100 + 123);
  std::unique_ptr<Stream> reference;
  for (uint64_t capacity : {220'500, 44'100, 7'057, 1'999}) {
    auto stream =
        std::make_unique<Stream>(Stream::Options{.capacity_frames = capacity});
    stream->configure();
    stream->begin_epoch(1);
    stream->write_and_service(audio, 441);
    stream->end_epoch();
    EXPECT_EQ(stream->sink.progress.back().overruns, 0u);
    if (reference) expect_equal(stream->sink, reference->sink);
    if (!reference) reference = std::move(stream);
  }
}

TEST(StreamAnalysis, GivesTheSameResultsWhateverTheQuantum) {
  const auto audio = music(2 * 44100 + 123);
  std::unique_ptr<Stream> reference;
  for (uint32_t quantum : {882, 1, 100, 7680}) {
    auto stream =
        std::make_unique<Stream>(Stream::Options{.quantum_frames = quantum});
    stream->configure();
    stream->begin_epoch(1);
    stream->write_and_service(audio, 50'000);
    stream->end_epoch();
    if (reference) expect_equal(stream->sink, reference->sink);
    if (!reference) reference = std::move(stream);
  }
}

TEST(StreamAnalysis, SaysHowFarItIsInWholeQuanta) {
  Stream stream({});
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(881), 881);
  EXPECT_TRUE(stream.sink.progress.empty());
  stream.write_and_service(music(1), 1);
  ASSERT_EQ(stream.sink.progress.size(), 1u);
  EXPECT_EQ(stream.sink.progress[0].position, 882u);
  EXPECT_EQ(stream.sink.progress[0].origin.configuration, 5u);
  EXPECT_FALSE(stream.sink.progress[0].drained);
  EXPECT_GT(stream.sink.progress[0].analysis_ns, 0u);
  stream.write_and_service(music(882 * 2 + 5), 882 * 2 + 5);
  EXPECT_EQ(stream.sink.progress.back().position, 3 * 882u);
  stream.end_epoch();
  EXPECT_EQ(stream.sink.progress.back().position, 3 * 882u + 5);
}

TEST(StreamAnalysis, IgnoresAudioBetweenEpochs) {
  Stream stream({});
  stream.configure();
  stream.write_and_service(music(5000), 5000);
  EXPECT_EQ(stream.sink.count, 0u) << "no epoch yet";
  stream.begin_epoch(1);
  stream.write_and_service(music(10'000), 10'000);
  stream.end_epoch();
  const size_t before = stream.sink.count;
  stream.write_and_service(music(20'000), 20'000);
  EXPECT_EQ(stream.sink.count, before);
  stream.sink.moods.clear();
  stream.begin_epoch(2);
  stream.write_and_service(music(10'000), 10'000);
  ASSERT_FALSE(stream.sink.moods.empty());
  EXPECT_EQ(stream.sink.moods[0].origin.epoch, 2u);
  EXPECT_EQ(stream.sink.moods[0].start_position, 35'000u);
}

TEST(StreamAnalysis, CountsAnOverrunAndGoesOnOnTheSameGrid) {
  Stream stream({.capacity_frames = 44'100});
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(44'100), 4410);
  EXPECT_EQ(stream.sink.progress.back().overruns, 0u);
  const uint64_t reached = stream.sink.moods.back().end_position;
  for (int i = 0; i < 20; ++i) stream.write(music(22'050));
  stream.service();
  EXPECT_EQ(stream.sink.progress.back().overruns, 1u);
  stream.write_and_service(music(44'100), 4410);
  stream.end_epoch();
  EXPECT_EQ(stream.sink.progress.back().overruns, 1u);
  uint64_t end = reached;
  for (const auto& mood : stream.sink.moods) {
    if (mood.end_position <= reached) continue;
    EXPECT_GE(mood.start_position, end);
    EXPECT_EQ(mood.start_position % 4410, 0u);
    end = mood.end_position;
  }
  EXPECT_EQ(end, stream.position());
}

TEST(StreamAnalysis, SuppressesWhatWasDeliveredBefore) {
  const auto audio = music(3 * 44100);
  for (uint64_t resume : {0u, 1u, 4410u, 50'000u, 88'200u, 999'999u}) {
    Stream stream({});
    stream.begin_epoch(1);
    stream.write(std::span(audio).first(100'000));
    stream.configure({.resume_position = resume, .beats_position = resume});
    stream.write_and_service(std::span(audio).subspan(100'000), 4410);
    stream.end_epoch();
    const uint64_t grid = resume / 4410 * 4410;
    if (resume > audio.size()) {
      EXPECT_TRUE(stream.sink.moods.empty());
      EXPECT_TRUE(stream.sink.beats.empty());
      continue;
    }
    ASSERT_FALSE(stream.sink.moods.empty());
    EXPECT_EQ(stream.sink.moods.front().start_position, grid);
    EXPECT_GT(stream.sink.moods.front().end_position, resume);
    EXPECT_EQ(stream.sink.moods.back().end_position, audio.size());
    for (const auto& beat : stream.sink.beats) EXPECT_GE(beat.position, resume);
  }
}

TEST(StreamAnalysis, ReadsHistoryAsFarAsTheRingHoldsIt) {
  const auto audio = music(44'100);
  Stream stream({.capacity_frames = 44'100});
  stream.begin_epoch(1);
  for (int i = 0; i < 10; ++i) stream.write(std::span(audio).first(22'050));
  stream.configure();
  ASSERT_FALSE(stream.sink.moods.empty());
  // An eighth of the ring is left alone: the writer is about to take it.
  const uint64_t oldest = 10 * 22'050 - 44'100;
  EXPECT_LE(stream.sink.moods.front().end_position,
            oldest + 44'100 / 8 + 882 + 4410);
  EXPECT_GT(stream.sink.moods.front().end_position, oldest + 44'100 / 8);
  EXPECT_EQ(stream.sink.progress.back().overruns, 0u);
}

TEST(StreamAnalysis, PausesAfterASecondOfAudioSoThatItCanListen) {
  Stream stream({});
  stream.configure();
  stream.begin_epoch(1);
  stream.write(music(100'000));
  stream.sink.progress.clear();
  stream.write_and_service(music(100'000), 100'000);
  EXPECT_GE(stream.sink.progress.size(), 4u);
  for (size_t i = 1; i < stream.sink.progress.size(); ++i)
    EXPECT_LE(
        stream.sink.progress[i].position - stream.sink.progress[i - 1].position,
        44'100u);
}

}  // namespace
}  // namespace mood
