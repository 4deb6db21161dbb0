/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Segments, flushes, gaps, discontinuities, caps changes, EOS, new streams. */
#include <gtest/gtest.h>

#include "analyzerharness.h"
#include "signals.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

class AnalyzerTimeline : public testing::Test {
 protected:
  void SetUp() override { harness_.set_format(kRate_hz, 1); }
  std::vector<MessageLog::Structure> moods() {
    return harness_.log().structures("mood");
  }
  void push_seconds(double seconds) {
    harness_.push(some_music(kRate_hz, seconds, 1));
  }
  AnalyzerHarness harness_{Properties{}};
};

TEST_F(AnalyzerTimeline, SegmentsTranslateTimestamps) {
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.start = segment.position = 100 * GST_SECOND;
  segment.time = 20 * GST_SECOND;
  segment.base = 7 * GST_SECOND;
  harness_.push_event(gst_event_new_segment(&segment));
  harness_.seek_to(100 * GST_SECOND);
  push_seconds(1);
  harness_.eos();
  ASSERT_EQ(moods().size(), 10u);
  EXPECT_EQ(ns(moods()[3], "timestamp"), 100 * GST_SECOND + 300 * GST_MSECOND);
  EXPECT_EQ(ns(moods()[3], "stream-time"), 20 * GST_SECOND + 300 * GST_MSECOND);
  EXPECT_EQ(ns(moods()[3], "running-time"), 7 * GST_SECOND + 300 * GST_MSECOND);
}

TEST_F(AnalyzerTimeline, OnlyWhatLiesInTheSegmentIsAnalysedButAllPasses) {
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.start = segment.time = segment.position = 505 * GST_MSECOND;
  segment.stop = 1505 * GST_MSECOND;
  harness_.push_event(gst_event_new_segment(&segment));
  push_seconds(2);
  harness_.eos();
  ASSERT_EQ(moods().size(), 10u);
  EXPECT_EQ(ns(moods()[0], "timestamp"), 505 * GST_MSECOND);
  EXPECT_EQ(ns(moods()[0], "running-time"), 0u);
  EXPECT_EQ(harness_.drain_buffers(), 87u);
}

TEST_F(AnalyzerTimeline, ASegmentChangeStartsANewEpochAndLosesNothing) {
  push_seconds(1.05);
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.base = 1050 * GST_MSECOND;
  harness_.push_event(gst_event_new_segment(&segment));
  harness_.seek_to(0);
  push_seconds(0.5);
  harness_.eos();
  ASSERT_EQ(moods().size(), 11u + 5u);
  EXPECT_NEAR(double(ns(moods()[10], "duration")), 50e6, 1e5);
  EXPECT_EQ(ns(moods()[11], "timestamp"), 0u);
  EXPECT_EQ(ns(moods()[11], "running-time"), 1050 * GST_MSECOND);
}

TEST_F(AnalyzerTimeline, AFlushMakesEarlierResultsVoid) {
  push_seconds(2.25);
  harness_.push_event(gst_event_new_flush_start());
  harness_.push_event(gst_event_new_flush_stop(TRUE));
  const size_t before = moods().size();
  EXPECT_EQ(before, 22u);
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.start = segment.time = segment.position = 60 * GST_SECOND;
  harness_.push_event(gst_event_new_segment(&segment));
  harness_.seek_to(60 * GST_SECOND);
  push_seconds(1);
  harness_.eos();
  ASSERT_EQ(moods().size(), before + 10);
  EXPECT_EQ(ns(moods()[before], "timestamp"), 60 * GST_SECOND);
  EXPECT_EQ(ns(moods()[before], "running-time"), 0u);
}

TEST_F(AnalyzerTimeline, ADiscontinuityIsFollowed) {
  push_seconds(1);
  harness_.seek_to(5 * GST_SECOND);
  push_seconds(1);
  harness_.eos();
  ASSERT_EQ(moods().size(), 20u);
  EXPECT_EQ(ns(moods()[9], "timestamp"), 900 * GST_MSECOND);
  EXPECT_EQ(ns(moods()[10], "timestamp"), 5 * GST_SECOND);
  EXPECT_EQ(ns(moods()[19], "timestamp"), 5900 * GST_MSECOND);
}

TEST_F(AnalyzerTimeline, ADriftingSourceKeepsItsEpochAndItsOwnTimestamps) {
  // 0.1 % fast: each second of frames is stamped as 1.001 s.
  const auto second = some_music(kRate_hz, 1, 1);
  for (int i = 0; i < 20; ++i) {
    harness_.seek_to(i * 1001 * GST_MSECOND);
    harness_.push(second, kRate_hz);
  }
  harness_.eos();
  ASSERT_EQ(moods().size(), 200u);
  EXPECT_NEAR(double(ns(moods()[150], "timestamp")), 15 * 1.001e9, 2e6);
}

TEST_F(AnalyzerTimeline, BuffersWithoutTimestampsAreCounted) {
  const auto music = some_music(kRate_hz, 1, 1);
  for (size_t at = 0; at < music.size(); at += 441) {
    GstBuffer* buffer = gst_buffer_new_memdup(&music[at], 441 * sizeof(float));
    gst_harness_push(harness_.harness(), buffer);
  }
  harness_.eos();
  ASSERT_EQ(moods().size(), 10u);
  EXPECT_EQ(ns(moods()[9], "timestamp"), 900 * GST_MSECOND);
}

TEST_F(AnalyzerTimeline, AGapEventIsSilenceOfItsLength) {
  push_seconds(3);
  harness_.push_event(gst_event_new_gap(3 * GST_SECOND, 4 * GST_SECOND));
  const auto during = moods();
  ASSERT_GE(during.size(), 69u);
  EXPECT_EQ(text(during.back(), "state"), "silence");
  harness_.seek_to(7 * GST_SECOND);
  push_seconds(1);
  harness_.eos();
  ASSERT_EQ(moods().size(), 80u);
  EXPECT_EQ(ns(moods()[79], "timestamp"), 7900 * GST_MSECOND);
}

TEST_F(AnalyzerTimeline, ManySmallGapsKeepTime) {
  push_seconds(0.5);
  // 333,333 ns are 14.7 frames: each gap alone rounds.
  for (guint64 i = 0; i < 3000; ++i)
    harness_.push_event(gst_event_new_gap(GST_SECOND / 2 + i * 333333, 333333));
  harness_.seek_to(GST_SECOND / 2 + 3000 * guint64{333333});
  push_seconds(0.5);
  harness_.eos();
  ASSERT_EQ(moods().size(), 20u);
  for (size_t i = 0; i < 20; ++i)
    EXPECT_NEAR(double(ns(moods()[i], "timestamp")), double(i) * 1e8, 3e4);
}

TEST_F(AnalyzerTimeline, GapBuffersCountAsSilenceWhateverTheyHold) {
  push_seconds(2);
  for (int i = 0; i < 200; ++i) {
    GstBuffer* buffer = gst_buffer_new_allocate(nullptr, 441 * 4, nullptr);
    gst_buffer_memset(buffer, 0, 0x3f, 441 * 4);  // loud, if it were read
    GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_GAP);
    GST_BUFFER_PTS(buffer) = 2 * GST_SECOND + i * 10 * GST_MSECOND;
    gst_harness_push(harness_.harness(), buffer);
  }
  harness_.eos();
  ASSERT_EQ(moods().size(), 40u);
  EXPECT_EQ(text(moods().back(), "state"), "silence");
}

TEST_F(AnalyzerTimeline, CapsMayChangeMidStream) {
  push_seconds(1.05);
  harness_.seek_to(1050 * GST_MSECOND);
  harness_.set_format(96000, 6);
  harness_.push(some_music(96000, 1, 6));
  harness_.seek_to(2050 * GST_MSECOND);
  harness_.set_format(8000, 1);
  harness_.push(some_music(8000, 1, 1));
  harness_.eos();
  ASSERT_EQ(moods().size(), 11u + 10u + 10u);
  EXPECT_EQ(ns(moods()[11], "timestamp"), 1050 * GST_MSECOND);
  EXPECT_EQ(ns(moods()[21], "timestamp"), 2050 * GST_MSECOND);
  // The song goes on: its state outlives the change.
  EXPECT_NE(text(moods()[12], "state"), "unknown");
}

TEST_F(AnalyzerTimeline, EosBringsThePartialWindowFirst) {
  push_seconds(0.25);
  harness_.take_events();
  harness_.eos();
  ASSERT_EQ(moods().size(), 3u);
  EXPECT_EQ(ns(moods()[2], "duration"), 50 * GST_MSECOND);
  const auto events = harness_.take_events();
  ASSERT_GE(events.size(), 2u);
  EXPECT_EQ(GST_EVENT_TYPE(events.back().get()), GST_EVENT_EOS);
  EXPECT_TRUE(gst_event_has_name(events[events.size() - 2].get(), "mood"));
}

TEST_F(AnalyzerTimeline, ANewStreamForgetsAndOverwritesTheStickyMood) {
  push_seconds(3);
  GstPad* pad = harness_.harness()->sinkpad;
  const auto sticky_state = [&]() -> std::string {
    GstEvent* event =
        gst_pad_get_sticky_event(pad, GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, 0);
    if (!event) return "none";
    const std::string state =
        gst_structure_get_string(gst_event_get_structure(event), "state");
    gst_event_unref(event);
    return state;
  };
  EXPECT_NE(sticky_state(), "unknown");
  EXPECT_NE(sticky_state(), "none");
  harness_.push_event(gst_event_new_stream_start("another"));
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  harness_.push_event(gst_event_new_segment(&segment));
  EXPECT_EQ(sticky_state(), "unknown");
  harness_.seek_to(0);
  const size_t before = moods().size();
  push_seconds(0.2);
  ASSERT_GT(moods().size(), before);
  EXPECT_EQ(text(moods()[before], "state"), "unknown");
}

TEST_F(AnalyzerTimeline, ReadyAndBackStartsAfresh) {
  push_seconds(2);
  EXPECT_NE(text(moods().back(), "state"), "unknown");
  gst_element_set_state(harness_.element(), GST_STATE_READY);
  gst_element_set_state(harness_.element(), GST_STATE_PLAYING);
  harness_.push_event(gst_event_new_stream_start("again"));
  harness_.set_format(kRate_hz, 1);
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  harness_.push_event(gst_event_new_segment(&segment));
  harness_.seek_to(0);
  const size_t before = moods().size();
  push_seconds(1);
  harness_.eos();
  ASSERT_EQ(moods().size(), before + 10);
  EXPECT_EQ(text(moods()[before], "state"), "unknown");
  EXPECT_EQ(ns(moods()[before], "timestamp"), 0u);
}

TEST_F(AnalyzerTimeline, ReversePlaybackPassesUnanalysed) {
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.rate = -1;
  segment.stop = 10 * GST_SECOND;
  harness_.push_event(gst_event_new_segment(&segment));
  push_seconds(1);
  harness_.eos();
  EXPECT_TRUE(moods().empty());
  EXPECT_GT(harness_.drain_buffers(), 40u);
}

}  // namespace
}  // namespace mood::test
