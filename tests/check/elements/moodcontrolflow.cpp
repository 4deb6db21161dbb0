/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <future>

#include "moodcontrolharness.h"

namespace mood::test {
namespace {

GstPadProbeReturn keep_blocked(GstPad*, GstPadProbeInfo*, gpointer) {
  return GST_PAD_PROBE_OK;
}

/* Answers every buffer with the flow it was given. */
GstPadProbeReturn answer(GstPad*, GstPadProbeInfo* info, gpointer flow) {
  gst_buffer_unref(GST_PAD_PROBE_INFO_BUFFER(info));
  GST_PAD_PROBE_INFO_FLOW_RETURN(info) =
      static_cast<GstFlowReturn>(GPOINTER_TO_INT(flow));
  return GST_PAD_PROBE_HANDLED;
}

void begin_segment(ControlHarness& h) {
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  h.push(gst_event_new_segment(&segment));
}

std::vector<Line> run_a_song() {
  ControlHarness h;
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  const char* states[] = {"groove", "build", "peak", "silence", "chill"};
  for (guint64 i = 0; i < 1200; ++i) {
    const GstClockTime now = i * 100 * GST_MSECOND;
    h.push_audio(now);
    h.push(mood_event(now, states[i / 70 % 5]));
    if (i % 5 == 0) h.push(beat_event(now, now + 500 * GST_MSECOND));
    if (i % 333 == 300) h.push(section_event(now, "beat-drop"));
  }
  return h.finish();
}

}  // namespace

TEST(MoodControlFlow, GivesTheSameOutputEachTime) {
  const auto first = run_a_song();
  ASSERT_GT(first.size(), 50u);
  EXPECT_EQ(run_a_song(), first);
  GstClockTime last = 0;
  for (const Line& line : first) {
    EXPECT_GE(line.pts, last);
    last = line.pts;
  }
}

TEST(MoodControlFlow, WaitsForASlowSinkAndLosesNothing) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  const gulong probe = gst_pad_add_probe(
      src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM, keep_blocked, nullptr, nullptr);
  auto feeding = std::async(std::launch::async, [&h] {
    for (guint64 i = 0; i < 200; ++i)
      h.push(mood_event(i * 4 * GST_SECOND, i % 2 ? "peak" : "groove"));
  });
  EXPECT_TRUE(eventually([&h] { return h.stat("queued") >= 64; }));
  EXPECT_EQ(feeding.wait_for(std::chrono::seconds(0)),
            std::future_status::timeout);
  EXPECT_LE(h.stat("queued"), 66u);
  gst_pad_remove_probe(src, probe);
  gst_object_unref(src);
  feeding.get();
  h.push_audio(800 * GST_SECOND);
  EXPECT_EQ(h.finish().size(), 201u);
  EXPECT_EQ(h.stat("dropped"), 0u);
}

TEST(MoodControlFlow, StopsWhileUpstreamWaits) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM, keep_blocked,
                    nullptr, nullptr);
  auto feeding = std::async(std::launch::async, [&h] {
    for (guint64 i = 0; i < 200; ++i)
      h.push(mood_event(i * 4 * GST_SECOND, i % 2 ? "peak" : "groove"));
    return h.push_audio(800 * GST_SECOND);
  });
  EXPECT_TRUE(eventually([&h] { return h.stat("queued") >= 64; }));
  gst_element_set_state(h.element(), GST_STATE_NULL);
  EXPECT_EQ(feeding.get(), GST_FLOW_FLUSHING);
  gst_object_unref(src);
}

class MoodControlAnswer : public ::testing::TestWithParam<GstFlowReturn> {};

TEST_P(MoodControlAnswer, ReachesUpstreamAndTheEndStillPasses) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(src, GST_PAD_PROBE_TYPE_BUFFER, answer,
                    GINT_TO_POINTER(GetParam()), nullptr);
  gst_object_unref(src);
  h.push(mood_event(0, "groove"));
  EXPECT_TRUE(eventually([&h] { return h.push_audio(0) == GetParam(); }));
  EXPECT_TRUE(h.finish().empty());
}

INSTANTIATE_TEST_SUITE_P(Flows, MoodControlAnswer,
                         ::testing::Values(GST_FLOW_EOS, GST_FLOW_ERROR,
                                           GST_FLOW_NOT_NEGOTIATED));

TEST(MoodControlFlow, SaysWhenNobodyIsLinked) {
  ControlHarness h(false, nullptr);
  h.push(mood_event(0, "groove"));
  EXPECT_TRUE(
      eventually([&h] { return h.push_audio(0) == GST_FLOW_NOT_LINKED; }));
}

TEST(MoodControlFlow, ReportsAnErrorThatUpstreamWouldMiss) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(src, GST_PAD_PROBE_TYPE_BUFFER, answer,
                    GINT_TO_POINTER(GST_FLOW_ERROR), nullptr);
  gst_object_unref(src);
  h.push(mood_event(0, "groove"));
  /* The opening's gap, then the buffer; nothing else is queued. */
  EXPECT_TRUE(eventually([&h] { return h.stat("queued") == 0; }));
  GstMessage* message = nullptr;
  EXPECT_TRUE(eventually([&h, &message] {
    h.push(gst_event_new_eos());
    message = gst_bus_pop_filtered(h.bus(), GST_MESSAGE_ERROR);
    if (message == nullptr) h.push(gst_event_new_stream_start("next"));
    return message != nullptr;
  }));
  g_clear_pointer(&message, gst_message_unref);
}

TEST(MoodControlFlow, FlushesAndStartsAgain) {
  ControlHarness h;
  h.push(mood_event(100 * GST_SECOND, "groove"));
  h.pull();
  h.push(gst_event_new_flush_start());
  EXPECT_EQ(h.push_audio(101 * GST_SECOND), GST_FLOW_FLUSHING);
  h.push(gst_event_new_flush_stop(TRUE));
  gst_event_unref(h.pull_event(GST_EVENT_FLUSH_STOP));
  begin_segment(h);
  gst_event_unref(h.pull_event(GST_EVENT_SEGMENT));
  gst_event_unref(h.pull_event(GST_EVENT_GAP));
  EXPECT_EQ(h.push_audio(0), GST_FLOW_OK);
  h.push(mood_event(GST_SECOND, "groove"));
  const Line line = h.pull();
  EXPECT_EQ(line.pts, GST_SECOND);
  EXPECT_TRUE(line.has("\"cause\":\"restore\""));
}

TEST(MoodControlFlow, AFlushFreesAWaitingUpstream) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM, keep_blocked,
                    nullptr, nullptr);
  auto feeding = std::async(std::launch::async, [&h] {
    for (guint64 i = 0; i < 200; ++i)
      h.push(mood_event(i * 4 * GST_SECOND, i % 2 ? "peak" : "groove"));
  });
  EXPECT_TRUE(eventually([&h] { return h.stat("queued") >= 64; }));
  h.push(gst_event_new_flush_start());
  feeding.get();
  h.push(gst_event_new_flush_stop(TRUE));
  gst_object_unref(src);
}

TEST(MoodControlFlow, WorksAgainAfterReady) {
  ControlHarness h;
  for (int round = 0; round < 3; ++round) {
    h.push(gst_event_new_stream_start("again"));
    begin_segment(h);
    h.push(mood_event(GST_SECOND, "groove"));
    const Line line = h.pull();
    EXPECT_EQ(line.pts, GST_SECOND);
    EXPECT_TRUE(line.has("\"cause\":\"state:groove\""));
    EXPECT_EQ(h.stat("commands"), 1u);
    gst_element_set_state(h.element(), GST_STATE_READY);
    gst_element_set_state(h.element(), GST_STATE_PLAYING);
  }
}

TEST(MoodControlFlow, ANextSongFollowsTheEnd) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  EXPECT_EQ(h.finish().size(), 2u);
  h.push(gst_event_new_stream_start("second"));
  GstEvent* event = h.pull_event(GST_EVENT_STREAM_START);
  const char* id = nullptr;
  gst_event_parse_stream_start(event, &id);
  EXPECT_STREQ(id, "second/led-scene");
  gst_event_unref(event);
  GstCaps* caps = gst_caps_from_string("audio/x-raw,rate=96000");
  h.push(gst_event_new_caps(caps));
  gst_caps_unref(caps);
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.base = 10 * GST_SECOND;
  h.push(gst_event_new_segment(&segment));
  EXPECT_EQ(h.push_audio(0), GST_FLOW_OK);
  h.push(mood_event(10 * GST_SECOND, "chill"));
  EXPECT_EQ(h.pull().pts, 10 * GST_SECOND);
  h.push(gst_event_new_eos());
  int caps_events = 0;
  for (bool eos = false; !eos;) {
    event = gst_harness_pull_event(h.get());
    ASSERT_NE(event, nullptr);
    caps_events += GST_EVENT_TYPE(event) == GST_EVENT_CAPS;
    eos = GST_EVENT_TYPE(event) == GST_EVENT_EOS;
    gst_event_unref(event);
  }
  EXPECT_EQ(caps_events, 0);
}

TEST(MoodControlFlow, LateLampsDoNotSlowTheAudioDown) {
  ControlHarness h;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  EXPECT_TRUE(gst_pad_send_event(
      src, gst_event_new_qos(GST_QOS_TYPE_UNDERFLOW, 0.5, 1000, 0)));
  EXPECT_TRUE(gst_pad_send_event(src, gst_event_new_reconfigure()));
  gst_object_unref(src);
  while (GstEvent* event = gst_harness_try_pull_upstream_event(h.get())) {
    EXPECT_NE(GST_EVENT_TYPE(event), GST_EVENT_QOS);
    gst_event_unref(event);
  }
}

TEST(MoodControlFlow, StopsWhileASinkWaitsForTheClock) {
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(
      "fakesrc name=in sizetype=fixed format=time datarate=1000 ! moodcontrol "
      "! fakesink sync=true",
      &error);
  ASSERT_EQ(error, nullptr) << error->message;
  GstElement* in = gst_bin_get_by_name(GST_BIN(pipeline), "in");
  GstPad* pad = gst_element_get_static_pad(in, "src");
  gst_pad_add_probe(
      pad, GST_PAD_PROBE_TYPE_BUFFER,
      [](GstPad* pad, GstPadProbeInfo*, gpointer) {
        GstPad* peer = gst_pad_get_peer(pad);
        gst_pad_send_event(peer, mood_event(3600 * GST_SECOND, "groove"));
        gst_object_unref(peer);
        return GST_PAD_PROBE_OK;
      },
      nullptr, nullptr);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  GstBus* bus = gst_element_get_bus(pipeline);
  GstMessage* message = nullptr;
  do {
    g_clear_pointer(&message, gst_message_unref);
    message =
        gst_bus_timed_pop_filtered(bus, 10 * GST_SECOND, GST_MESSAGE_ELEMENT);
  } while (message != nullptr && !gst_message_has_name(message, "led-scene"));
  EXPECT_NE(message, nullptr);
  g_clear_pointer(&message, gst_message_unref);
  EXPECT_EQ(gst_element_set_state(pipeline, GST_STATE_NULL),
            GST_STATE_CHANGE_SUCCESS);
  gst_object_unref(bus);
  gst_object_unref(pad);
  gst_object_unref(in);
  gst_object_unref(pipeline);
}

}  // namespace mood::test
