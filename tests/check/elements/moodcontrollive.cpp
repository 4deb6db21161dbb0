/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolharness.h"

namespace mood::test {

TEST(MoodControlLive, ReactionsDecayByTheClock) {
  ControlHarness h(true);
  h.push(mood_event(0, "groove"));
  h.push(section_event(GST_SECOND, "climax"));
  h.pull();
  EXPECT_TRUE(h.pull().has("event:climax"));
  gst_harness_set_time(h.get(), 2 * GST_SECOND);
  h.push_audio(2 * GST_SECOND);
  const Line line = h.crank_and_pull();
  EXPECT_TRUE(line.has("\"cause\":\"restore\"")) << line.json;
  EXPECT_EQ(line.pts, 6 * GST_SECOND);
}

TEST(MoodControlLive, ASourceThatSleepsIsSilent) {
  ControlHarness h(true);
  h.push_audio(0);
  h.push(mood_event(0, "groove"));
  h.pull();
  Line line = h.crank_and_pull();
  EXPECT_TRUE(line.has("\"cause\":\"silence\"")) << line.json;
  EXPECT_EQ(line.pts, 5 * GST_SECOND);
  line = h.crank_and_pull();
  EXPECT_TRUE(line.has("\"command\":\"release\"")) << line.json;
  EXPECT_EQ(line.pts, 65 * GST_SECOND);
  h.push(mood_event(66 * GST_SECOND, "groove"));
  EXPECT_TRUE(h.pull().has("\"cause\":\"restore\""));
}

TEST(MoodControlLive, ASlowSourceIsNotOvertakenByTheClock) {
  ControlHarness h(true, "src", 3 * GST_SECOND);
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  gst_harness_set_time(h.get(), 4 * GST_SECOND);
  h.push_audio(GST_SECOND);
  h.push(mood_event(GST_SECOND, "groove"));
  h.pull();
  h.push(section_event(1100 * GST_MSECOND, "climax"));
  h.pull();
  h.push(beat_event(1400 * GST_MSECOND));
  EXPECT_TRUE(h.pull().has("\"cause\":\"beat\""));
  gst_harness_set_time(h.get(), 8 * GST_SECOND);
  h.push_audio(5 * GST_SECOND);
  h.push(mood_event(5500 * GST_MSECOND, "silence"));
  const Line line = h.pull();
  EXPECT_TRUE(line.has("\"cause\":\"silence\"")) << line.json;
  EXPECT_EQ(line.pts, 5500 * GST_MSECOND);
}

TEST(MoodControlLive, HoldsAPredictedBeatUntilItIsNear) {
  ControlHarness h(true);
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  h.push(mood_event(0, "groove"));
  h.pull();
  gst_harness_set_time(h.get(), 110 * GST_MSECOND);
  h.push(beat_event(100 * GST_MSECOND, 600 * GST_MSECOND));
  EXPECT_TRUE(gst_harness_crank_single_clock_wait(h.get()));
  const Line line = h.pull();
  EXPECT_TRUE(line.has("\"command\":\"flash\"")) << line.json;
  EXPECT_EQ(line.pts, 600 * GST_MSECOND);
}

TEST(MoodControlLive, ALateCommandOvertakesAHeldOne) {
  ControlHarness h(true);
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  h.push(mood_event(0, "groove"));
  h.pull();
  gst_harness_set_time(h.get(), 1100 * GST_MSECOND);
  h.push(beat_event(GST_SECOND, 3 * GST_SECOND));
  h.push(mood_event(2 * GST_SECOND, "silence"));
  const Line line = h.pull();
  EXPECT_TRUE(line.has("\"cause\":\"silence\""));
  EXPECT_EQ(line.pts, 2 * GST_SECOND);
}

TEST(MoodControlLive, AStuckLampNeverStallsTheSource) {
  ControlHarness h(true);
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  const gulong probe = gst_pad_add_probe(
      src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM,
      [](GstPad*, GstPadProbeInfo*, gpointer) { return GST_PAD_PROBE_OK; },
      nullptr, nullptr);
  for (guint64 i = 0; i < 200; ++i) {
    h.push(mood_event(i * 4 * GST_SECOND, i % 2 ? "peak" : "groove"));
    ASSERT_EQ(h.push_audio(i * 4 * GST_SECOND), GST_FLOW_OK);
  }
  EXPECT_LE(h.stat("queued"), 66u);
  EXPECT_GE(h.stat("dropped"), 130u);
  gst_pad_remove_probe(src, probe);
  gst_object_unref(src);
  const auto lines = h.finish();
  ASSERT_GE(lines.size(), 3u);
  EXPECT_GE(lines[lines.size() - 2].pts, 198 * 4 * GST_SECOND);
}

TEST(MoodControlLive, GapsDoNotPileUpWhilePaused) {
  ControlHarness h(true);
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(
      src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM,
      [](GstPad*, GstPadProbeInfo*, gpointer) { return GST_PAD_PROBE_OK; },
      nullptr, nullptr);
  gst_object_unref(src);
  gst_element_set_state(h.element(), GST_STATE_PAUSED);
  for (guint64 i = 0; i < 300; ++i)
    ASSERT_EQ(h.push_audio(i * GST_SECOND, GST_SECOND), GST_FLOW_OK);
  EXPECT_LE(h.stat("queued"), 3u);
}

TEST(MoodControlLive, StopsWhileItWaitsForTheClock) {
  ControlHarness h(true);
  h.push(mood_event(0, "groove"));
  h.pull();
  ASSERT_TRUE(gst_harness_wait_for_clock_id_waits(h.get(), 1, 10));
  gst_element_set_state(h.element(), GST_STATE_NULL);
  EXPECT_EQ(gst_test_clock_peek_id_count(gst_harness_get_testclock(h.get())),
            0u);
}

}  // namespace mood::test
