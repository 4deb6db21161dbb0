/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolharness.h"

namespace mood::test {

TEST (MoodControlLive, ReactionsDecayByTheClock)
{
  ControlHarness h (true);
  h.push (mood_event (0, "groove"));
  h.push (section_event (GST_SECOND, "climax"));
  h.pull ();
  EXPECT_TRUE (h.pull ().has ("event:climax"));
  const Line line = h.crank_and_pull ();
  EXPECT_TRUE (line.has ("\"cause\":\"silence\"") || line.has ("restore"));
  EXPECT_GE (line.pts, 5 * GST_SECOND);
  EXPECT_LE (line.pts, 6 * GST_SECOND);
}

TEST (MoodControlLive, ASourceThatSleepsIsSilent)
{
  ControlHarness h (true);
  h.push_audio (0);
  h.push (mood_event (0, "groove"));
  h.pull ();
  Line line = h.crank_and_pull ();
  EXPECT_TRUE (line.has ("\"cause\":\"silence\"")) << line.json;
  EXPECT_EQ (line.pts, 5 * GST_SECOND);
  line = h.crank_and_pull ();
  EXPECT_TRUE (line.has ("\"command\":\"release\"")) << line.json;
  EXPECT_EQ (line.pts, 65 * GST_SECOND);
  h.push (mood_event (66 * GST_SECOND, "groove"));
  EXPECT_TRUE (h.pull ().has ("\"cause\":\"restore\""));
}

TEST (MoodControlLive, HoldsAPredictedBeatUntilItIsNear)
{
  ControlHarness h (true);
  g_object_set (h.element (), "beat-flash", TRUE, nullptr);
  h.push (mood_event (0, "groove"));
  h.pull ();
  h.push (beat_event (100 * GST_MSECOND, 600 * GST_MSECOND));
  const Line line = h.crank_and_pull ();
  EXPECT_TRUE (line.has ("\"command\":\"flash\""));
  EXPECT_EQ (line.pts, 600 * GST_MSECOND);
  GstClock *clock = gst_element_get_clock (h.element ());
  EXPECT_EQ (gst_clock_get_time (clock), 550 * GST_MSECOND);
  gst_object_unref (clock);
}

TEST (MoodControlLive, ALateCommandOvertakesAHeldOne)
{
  ControlHarness h (true);
  g_object_set (h.element (), "beat-flash", TRUE, nullptr);
  h.push (mood_event (0, "groove"));
  h.pull ();
  h.push (beat_event (GST_SECOND, 3 * GST_SECOND));
  h.push (mood_event (2 * GST_SECOND, "silence"));
  const Line line = h.pull ();
  EXPECT_TRUE (line.has ("\"cause\":\"silence\""));
  EXPECT_EQ (line.pts, 2 * GST_SECOND);
}

TEST (MoodControlLive, AStuckLampNeverStallsTheSource)
{
  ControlHarness h (true);
  GstPad *src = gst_element_get_static_pad (h.element (), "src");
  const gulong probe = gst_pad_add_probe (
      src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM,
      [] (GstPad *, GstPadProbeInfo *, gpointer) { return GST_PAD_PROBE_OK; },
      nullptr, nullptr);
  for (guint64 i = 0; i < 200; ++i) {
    h.push (mood_event (i * 4 * GST_SECOND, i % 2 ? "peak" : "groove"));
    ASSERT_EQ (h.push_audio (i * 4 * GST_SECOND), GST_FLOW_OK);
  }
  EXPECT_LE (h.stat ("queued"), 66u);
  EXPECT_GE (h.stat ("dropped"), 130u);
  gst_pad_remove_probe (src, probe);
  gst_object_unref (src);
  const auto lines = h.finish ();
  ASSERT_GE (lines.size (), 3u);
  EXPECT_EQ (lines[lines.size () - 2].pts, 199 * 4 * GST_SECOND);
}

TEST (MoodControlLive, StopsWhileItWaitsForTheClock)
{
  ControlHarness h (true);
  h.push (mood_event (0, "groove"));
  h.pull ();
  ASSERT_TRUE (gst_harness_wait_for_clock_id_waits (h.get (), 1, 10));
  gst_element_set_state (h.element (), GST_STATE_NULL);
  EXPECT_EQ (
      gst_test_clock_peek_id_count (gst_harness_get_testclock (h.get ())), 0u);
}

} // namespace mood::test
