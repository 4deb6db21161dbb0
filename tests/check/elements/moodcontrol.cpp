/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <cmath>

#include "moodcontrolharness.h"
#include "temporaryfile.h"

namespace mood::test {
namespace {

/* A chorus that began at 10 s. */
GstEvent* chorus_event(GstClockTime recognised_after, double confidence) {
  return gst_event_new_custom(
      GST_EVENT_CUSTOM_DOWNSTREAM,
      gst_structure_new("mood-section", "running-time", G_TYPE_UINT64,
                        guint64(10 * GST_SECOND), "duration", G_TYPE_UINT64,
                        guint64(recognised_after), "section", G_TYPE_STRING,
                        "chorus", "previous-section", G_TYPE_STRING, "verse",
                        "event", G_TYPE_STRING, "energy-rise", "confidence",
                        G_TYPE_DOUBLE, confidence, nullptr));
}

}  // namespace

TEST(MoodControl, PrerollsSinksWithoutAMood) {
  ControlHarness h;
  const GstEventType expected[] = {GST_EVENT_STREAM_START, GST_EVENT_CAPS,
                                   GST_EVENT_SEGMENT, GST_EVENT_GAP};
  for (const GstEventType type : expected) {
    GstEvent* event = gst_harness_pull_event(h.get());
    ASSERT_NE(event, nullptr);
    EXPECT_STREQ(GST_EVENT_TYPE_NAME(event), gst_event_type_get_name(type));
    if (type == GST_EVENT_CAPS) {
      GstCaps* caps = nullptr;
      gst_event_parse_caps(event, &caps);
      const GstStructure* structure = gst_caps_get_structure(caps, 0);
      EXPECT_STREQ(gst_structure_get_name(structure),
                   "application/x-led-scene");
      EXPECT_STREQ(gst_structure_get_string(structure, "format"), "json");
    }
    gst_event_unref(event);
  }
}

TEST(MoodControl, TurnsAMoodIntoALine) {
  ControlHarness h;
  h.push(mood_event(7 * GST_SECOND, "groove"));
  const Line line = h.pull();
  EXPECT_EQ(line.pts, 7 * GST_SECOND);
  EXPECT_EQ(line.json.find("{\"v\":1,\"command\":\"effect\","), 0u);
  EXPECT_EQ(line.json.find('\n'), line.json.size() - 1);
  EXPECT_TRUE(line.has("\"running-time\":7000000000,"));
  EXPECT_TRUE(line.has("\"cause\":\"state:groove\""));
  EXPECT_TRUE(line.has("\"colors\":[\"#"));
  EXPECT_TRUE(line.has("\"tempo\":128,"));
}

TEST(MoodControl, DropsTheAudio) {
  ControlHarness h;
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(h.push_audio(i * GST_SECOND / 10), GST_FLOW_OK);
  EXPECT_TRUE(h.finish().empty());
}

TEST(MoodControl, SurvivesOddFields) {
  ControlHarness h;
  h.push(gst_event_new_custom(
      GST_EVENT_CUSTOM_DOWNSTREAM_STICKY,
      gst_structure_new("mood", "state", G_TYPE_STRING, "groove",
                        "running-time", G_TYPE_STRING, "soon", "energy",
                        G_TYPE_DOUBLE, std::nan(""), "valence", G_TYPE_DOUBLE,
                        -HUGE_VAL, "brightness", G_TYPE_INT, 7, "warmth",
                        G_TYPE_STRING, "hot", "tempo", G_TYPE_DOUBLE, HUGE_VAL,
                        "category", G_TYPE_INT, 3, nullptr)));
  const Line line = h.pull();
  EXPECT_EQ(line.pts, 0u);
  for (const char* text :
       {"\"energy\":0,", "\"valence\":0,", "\"brightness\":1,", "\"warmth\":0,",
        "\"tempo\":1000,", "\"category\":\"\""})
    EXPECT_TRUE(line.has(text)) << text << " not in " << line.json;
  for (const char* name : {"mood", "mood-beat", "mood-section", "x"}) {
    EXPECT_TRUE(h.push(gst_event_new_custom(GST_EVENT_CUSTOM_DOWNSTREAM,
                                            gst_structure_new_empty(name))));
  }
  EXPECT_EQ(h.finish().size(), 1u);
}

TEST(MoodControl, DoesNotBelieveTimesFarAhead) {
  ControlHarness h;
  h.push_audio(GST_SECOND);
  h.push(mood_event(G_MAXINT64, "groove"));
  EXPECT_LE(h.pull().pts, 2 * GST_SECOND);
  h.push(mood_event(1000 * GST_SECOND, "silence"));
  h.push_audio(2 * GST_SECOND);
  const auto lines = h.finish();
  EXPECT_LE(lines.back().pts, 3 * GST_SECOND);
}

TEST(MoodControl, ASectionCountsFromWhenItWasRecognised) {
  const TemporaryFile file(
      "[control]\nswitch-scenes=true\n[section-scenes]\nintro=curtain\n"
      "chorus=stage\n");
  for (const bool live : {false, true}) {
    ControlHarness h(live);
    g_object_set(h.element(), "config", file.path().c_str(), nullptr);
    gst_harness_set_time(h.get(), 11600 * GST_MSECOND);
    h.push_audio(11600 * GST_MSECOND);
    h.push(section_event(9 * GST_SECOND, "none"));
    h.push(mood_event(9 * GST_SECOND, "groove"));
    EXPECT_TRUE(h.pull().has("effect"));
    h.push(chorus_event(1490 * GST_MSECOND, 0.7));
    const Line line = h.pull();
    EXPECT_TRUE(line.has("stage")) << line.json;
    EXPECT_EQ(line.pts, 11490 * GST_MSECOND) << "not when it began";
  }
}

TEST(MoodControl, ASectionNobodyIsSureOfChangesNoScene) {
  const TemporaryFile file(
      "[control]\nswitch-scenes=true\n[section-scenes]\nchorus=stage\n");
  ControlHarness h;
  g_object_set(h.element(), "config", file.path().c_str(), nullptr);
  h.push_audio(20 * GST_SECOND);
  h.push(section_event(9 * GST_SECOND, "none"));
  h.push(mood_event(9 * GST_SECOND, "groove"));
  h.push(chorus_event(GST_SECOND, 0.5));
  for (const Line& line : h.finish()) EXPECT_FALSE(line.has("stage"));
}

TEST(MoodControl, ASectionRecognisedFarAheadDoesNotStopTheRest) {
  ControlHarness h;
  h.push_audio(12 * GST_SECOND);
  h.push(mood_event(9 * GST_SECOND, "groove"));
  h.pull();
  h.push(chorus_event(3600 * GST_SECOND, 0.7));
  h.push(mood_event(12 * GST_SECOND, "silence"));
  EXPECT_LE(h.pull().pts, 13 * GST_SECOND);
}

TEST(MoodControl, AMoodSentAgainIsNoNews) {
  ControlHarness h;
  h.push(mood_event(50 * GST_SECOND, "groove"));
  EXPECT_EQ(h.pull().pts, 50 * GST_SECOND);
  h.push(gst_event_new_flush_start());
  h.push(gst_event_new_flush_stop(TRUE));
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  h.push(gst_event_new_segment(&segment));
  /* A new event: harness and pads do not pass the same one twice. */
  h.push(mood_event(50 * GST_SECOND, "groove"));
  h.push(mood_event(GST_SECOND, "groove"));
  EXPECT_EQ(h.pull().pts, GST_SECOND);
}

TEST(MoodControl, HandsTheLampsBackAtTheEnd) {
  ControlHarness h;
  g_object_set(h.element(), "offset", gint64(2 * GST_SECOND), nullptr);
  h.push(mood_event(GST_SECOND, "groove"));
  h.push(mood_event(9 * GST_SECOND, "silence"));
  h.push_audio(0, 10 * GST_SECOND);
  const auto lines = h.finish();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].pts, 3 * GST_SECOND);
  EXPECT_TRUE(lines[1].has("\"command\":\"release\""));
  EXPECT_TRUE(lines[1].has("\"cause\":\"stop\""));
  EXPECT_EQ(lines[1].pts, 10 * GST_SECOND);
}

TEST(MoodControl, CountsRunningTimeThroughSegments) {
  ControlHarness h;
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  segment.start = 100 * GST_SECOND;
  segment.base = 40 * GST_SECOND;
  segment.rate = 2.0;
  h.push(gst_event_new_segment(&segment));
  h.push(mood_event(40 * GST_SECOND, "groove"));
  h.push_audio(100 * GST_SECOND, 4 * GST_SECOND);
  const auto lines = h.finish();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].pts, 40 * GST_SECOND);
  EXPECT_EQ(lines[1].pts, 42 * GST_SECOND);
}

TEST(MoodControl, ReactionsDecayWithGapsAsWithAudio) {
  ControlHarness h;
  h.push(mood_event(0, "groove"));
  h.push(section_event(GST_SECOND, "climax"));
  h.push(gst_event_new_gap(0, 10 * GST_SECOND));
  const auto lines = h.finish();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_TRUE(lines[1].has("\"cause\":\"event:climax\""));
  EXPECT_TRUE(lines[2].has("\"cause\":\"restore\""));
  EXPECT_EQ(lines[2].pts, 6 * GST_SECOND);
}

TEST(MoodControl, PropertiesHaveDefaultsAndLimits) {
  ControlHarness h;
  gdouble intensity, threshold;
  guint64 interval;
  gint64 offset;
  gboolean colors, effects, react, flash, post;
  gchar* targets;
  g_object_get(h.element(), "intensity", &intensity, "change-threshold",
               &threshold, "min-change-interval", &interval, "offset", &offset,
               "adjust-colors", &colors, "adjust-effects", &effects,
               "react-to-events", &react, "beat-flash", &flash, "post-messages",
               &post, "targets", &targets, nullptr);
  EXPECT_EQ(intensity, 0.7);
  EXPECT_EQ(threshold, 0.2);
  EXPECT_EQ(interval, 3 * GST_SECOND);
  EXPECT_EQ(offset, 0);
  EXPECT_TRUE(colors && effects && react && post);
  EXPECT_FALSE(flash);
  EXPECT_STREQ(targets, "");
  g_free(targets);

  GObjectClass* klass = G_OBJECT_GET_CLASS(h.element());
  const auto* d = G_PARAM_SPEC_DOUBLE(
      g_object_class_find_property(klass, "change-threshold"));
  EXPECT_EQ(d->minimum, 0.05);
  EXPECT_EQ(d->maximum, 0.5);
  const auto* u = G_PARAM_SPEC_UINT64(
      g_object_class_find_property(klass, "min-change-interval"));
  EXPECT_EQ(u->minimum, GST_SECOND / 2);
  EXPECT_EQ(u->maximum, 30 * GST_SECOND);
  const auto* i =
      G_PARAM_SPEC_INT64(g_object_class_find_property(klass, "offset"));
  EXPECT_EQ(i->minimum, -5 * gint64(GST_SECOND));
  EXPECT_EQ(i->maximum, 5 * gint64(GST_SECOND));
}

TEST(MoodControl, PropertiesTakeEffectWhilePlaying) {
  ControlHarness h;
  h.push(mood_event(0, "groove"));
  EXPECT_TRUE(h.pull().has("\"targets\":[]"));
  g_object_set(h.element(), "targets", " desk;shelf, ;lamp \"3\" ", "intensity",
               1.0, "adjust-colors", FALSE, nullptr);
  h.push(mood_event(GST_SECOND, "groove"));
  const Line line = h.pull();
  EXPECT_TRUE(line.has(R"("targets":["desk","shelf","lamp \"3\""])"));
  EXPECT_TRUE(line.has("\"speed\":2.5,"));
  EXPECT_FALSE(line.has("gradient"));
}

TEST(MoodControl, PassesTheLatencyOn) {
  ControlHarness h(true);
  gst_harness_set_upstream_latency(h.get(), 30 * GST_MSECOND);
  EXPECT_EQ(gst_harness_query_latency(h.get()), 30 * GST_MSECOND);
}

}  // namespace mood::test
