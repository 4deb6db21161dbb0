/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The advanced analysis beside a live stream. */
#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "streamwindow.h"

namespace mood {
namespace {

using namespace ipc;

using Stream = test::AnalysedStream;
using test::kSecond_ns;
using test::music;
using test::options;
using test::same;

/// Not in lockstep: a worker beside.
class LiveWindows : public testing::Test {
 protected:
  static Stream::Options live(uint64_t window_ns, uint64_t interval_ns) {
    auto settings = options(22050, window_ns, interval_ns);
    settings.lockstep = false;
    return settings;
  }
};

TEST_F(LiveWindows, TellWhatLockstepTells) {
  const auto audio = music(4 * 22050 + 123, 22050);
  auto settings = live(2 * kSecond_ns, kSecond_ns);
  Stream beside(settings);
  settings.lockstep = true;
  Stream in_turn(settings);
  for (Stream* stream : {&beside, &in_turn}) {
    stream->configure();
    stream->begin_epoch(1);
    for (size_t at = 0; at < audio.size(); at += 22050) {
      stream->write_and_service(
          std::span(audio).subspan(at,
                                   std::min<size_t>(22050, audio.size() - at)),
          22050);
      // Time for the window to be analysed, as there is in real time.
      stream->service_until([&] { return !stream->busy(); });
    }
    stream->end_epoch();
  }
  ASSERT_EQ(beside.sink.features.size(), 5u);
  ASSERT_EQ(in_turn.sink.features.size(), 5u);
  for (size_t i = 0; i < 5; ++i)
    EXPECT_TRUE(same(beside.sink.features[i], in_turn.sink.features[i])) << i;
  EXPECT_EQ(beside.sink.moods.size(), in_turn.sink.moods.size());
  EXPECT_EQ(beside.sink.progress.back().skipped_analyses, 0u);
}

TEST_F(LiveWindows, DoNotHoldMoodsUpAndAreSkippedWhileOneIsAtWork) {
  // A window takes longer to analyse than it takes the basic analysis to get
  // to the next.
  Stream stream(live(30 * kSecond_ns, 100'000'000));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(10 * 22050, 22050), 10 * 22050);
  EXPECT_EQ(stream.sink.moods.size(), 100u) << "complete already";
  stream.service_until([&] { return !stream.sink.features.empty(); });
  stream.write_and_service(music(10 * 22050, 22050), 10 * 22050);
  EXPECT_EQ(stream.sink.moods.size(), 200u) << "complete already";
  stream.end_epoch();
  const auto skipped = stream.sink.progress.back().skipped_analyses;
  EXPECT_GT(skipped, 0u);
  EXPECT_GE(stream.sink.features.size(), 3u) << "the last one always";
  EXPECT_EQ(stream.sink.features.back().end_position, 20 * 22050u);
  // Due at 9.0, 9.1 ... 20 s.
  EXPECT_EQ(stream.sink.features.size() + skipped, 111u);
}

TEST_F(LiveWindows, AreAnalysedAfterTheAudioHasStopped) {
  Stream stream(live(kSecond_ns, kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write_and_service(music(22050, 22050), 22050);
  stream.service_until([&] { return !stream.sink.features.empty(); });
  EXPECT_EQ(stream.sink.features[0].end_position, 22050u);
  EXPECT_FALSE(stream.busy());
}

TEST_F(LiveWindows, OfAnOldEpochAreDropped) {
  Stream stream(live(30 * kSecond_ns, kSecond_ns));
  stream.configure();
  stream.begin_epoch(1);
  stream.write(music(10 * 22050, 22050));
  stream.service();  // puts the worker to work
  stream.begin_epoch(2);
  stream.write_and_service(music(22050, 22050), 22050);
  stream.service_until([&] { return !stream.busy(); });
  for (const auto& packet : stream.sink.features)
    EXPECT_EQ(packet.origin.epoch, 1u) << "too early for the second";
  EXPECT_EQ(stream.sink.moods.back().mood.depth, AnalysisDepth::kBasic);
}

TEST_F(LiveWindows, ReconfigurationEndsTheWorker) {
  Stream stream(live(30 * kSecond_ns, 100'000'000));
  stream.configure();
  stream.begin_epoch(1);
  stream.write(music(15 * 22050, 22050));
  stream.service();
  for (int i = 0; i < 5; ++i) stream.configure();
  stream.service_until([&] { return !stream.sink.features.empty(); });
}

TEST_F(LiveWindows, AHelperThatTakesOverTellsTheWindowThatIsStillThere) {
  Stream stream(live(kSecond_ns, 2 * kSecond_ns));
  stream.begin_epoch(1);
  const auto audio = music(20 * 22050, 22050);
  // 4 s in the ring: of the windows that end at 16, 18 and 20 s two.
  for (int i = 0; i < 20; ++i)
    stream.write(std::span(audio).subspan(size_t(i) * 22050, 22050));
  stream.configure(
      {.resume_position = 20 * 22050, .features_position = 14 * 22050});
  stream.end_epoch();
  ASSERT_EQ(stream.sink.features.size(), 2u);
  EXPECT_EQ(stream.sink.features[0].end_position, 18 * 22050u);
  EXPECT_EQ(stream.sink.features[1].end_position, 20 * 22050u);
  EXPECT_EQ(stream.sink.progress.back().skipped_analyses, 1u);
  EXPECT_TRUE(stream.sink.moods.empty()) << "they are history";
}

}  // namespace
}  // namespace mood
