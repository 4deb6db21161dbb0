/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What passes moodcontrol in both directions beside commands. */
#include <mutex>

#include "moodcontrolharness.h"
#include "temporaryfile.h"

namespace mood::test {
namespace {

/// The next analysis event downstream; waits for it.
GstEvent* pull_analysis(ControlHarness& h) {
  while (GstEvent* event = gst_harness_pull_event(h.get())) {
    const GstStructure* structure = gst_event_get_structure(event);
    const char* name =
        structure != nullptr ? gst_structure_get_name(structure) : "";
    if (g_str_has_prefix(name, "mood")) return event;
    gst_event_unref(event);
  }
  return nullptr;
}

void refuse(ControlHarness& h, const char* scene) {
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  EXPECT_TRUE(gst_pad_send_event(
      src,
      gst_event_new_custom(GST_EVENT_CUSTOM_UPSTREAM,
                           gst_structure_new("led-scene-refused", "scene",
                                             G_TYPE_STRING, scene, nullptr))));
  gst_object_unref(src);
}

struct Order {
  std::mutex mutex;
  std::vector<std::string> names;
};

GstPadProbeReturn note(GstPad*, GstPadProbeInfo* info, gpointer data) {
  auto* order = static_cast<Order*>(data);
  std::lock_guard lock(order->mutex);
  if (GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER) {
    order->names.push_back("buffer");
  } else {
    GstEvent* event = GST_PAD_PROBE_INFO_EVENT(info);
    const GstStructure* structure = gst_event_get_structure(event);
    const bool custom =
        GST_EVENT_TYPE(event) == GST_EVENT_CUSTOM_DOWNSTREAM ||
        GST_EVENT_TYPE(event) == GST_EVENT_CUSTOM_DOWNSTREAM_STICKY;
    order->names.push_back(custom ? gst_structure_get_name(structure)
                                  : GST_EVENT_TYPE_NAME(event));
  }
  return GST_PAD_PROBE_OK;
}

}  // namespace

TEST(MoodControlForward, SinksHearTheAnalysis) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  h.push(beat_event(2 * GST_SECOND));
  h.push(section_event(3 * GST_SECOND, "climax"));
  const std::pair<const char*, GstEventType> expected[] = {
      {"mood", GST_EVENT_CUSTOM_DOWNSTREAM_STICKY},
      {"mood-beat", GST_EVENT_CUSTOM_DOWNSTREAM},
      {"mood-section", GST_EVENT_CUSTOM_DOWNSTREAM}};
  for (const auto& [name, type] : expected) {
    GstEvent* event = pull_analysis(h);
    ASSERT_NE(event, nullptr);
    EXPECT_TRUE(gst_event_has_name(event, name)) << name;
    EXPECT_EQ(GST_EVENT_TYPE(event), type);
    gst_event_unref(event);
  }
}

TEST(MoodControlForward, TheMoodSticksToThePad) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  h.pull();
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  GstEvent* event =
      gst_pad_get_sticky_event(src, GST_EVENT_CUSTOM_DOWNSTREAM_STICKY, 0);
  ASSERT_NE(event, nullptr);
  EXPECT_STREQ(
      gst_structure_get_string(gst_event_get_structure(event), "state"),
      "groove");
  gst_event_unref(event);
  gst_object_unref(src);
}

TEST(MoodControlForward, InOrderWithTheCommandsAndAfterTheOpening) {
  ControlHarness h;
  Order order;
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(
      src,
      static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER |
                                   GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM),
      note, &order, nullptr);
  gst_object_unref(src);
  h.push(gst_event_new_stream_start("other"));
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  h.push(gst_event_new_segment(&segment));
  h.push(mood_event(0, "groove"));
  h.push(section_event(GST_SECOND, "climax"));
  h.push(mood_event(GST_SECOND, "peak"));
  h.push(mood_event(GST_SECOND, "peak"));
  h.finish();
  std::lock_guard lock(order.mutex);
  std::string all;
  for (const std::string& name : order.names) all += name + " ";
  all.erase(0, all.rfind("stream-start"));
  EXPECT_EQ(all,
            "stream-start segment gap mood buffer mood-section buffer mood "
            "buffer eos ")
      << "a mood that is sent again is no news";
}

TEST(MoodControlForward, WhatIsNotOfTheAnalysisEndsHere) {
  ControlHarness h;
  h.push(gst_event_new_custom(GST_EVENT_CUSTOM_DOWNSTREAM,
                              gst_structure_new_empty("mood-unheard-of")));
  h.push(mood_event(GST_SECOND, "groove"));
  GstEvent* event = pull_analysis(h);
  ASSERT_NE(event, nullptr);
  EXPECT_TRUE(gst_event_has_name(event, "mood"));
  gst_event_unref(event);
}

TEST(MoodControlForward, AStuckSinkDoesNotMakeThemPileUp) {
  ControlHarness h(true);
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  gst_pad_add_probe(
      src, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM,
      [](GstPad*, GstPadProbeInfo*, gpointer) { return GST_PAD_PROBE_OK; },
      nullptr, nullptr);
  gst_object_unref(src);
  for (guint64 i = 0; i < 2000; ++i) {
    h.push(mood_event(i * 100 * GST_MSECOND, "groove"));
    h.push(beat_event(i * 100 * GST_MSECOND));
    ASSERT_EQ(h.push_audio(i * 100 * GST_MSECOND), GST_FLOW_OK);
  }
  EXPECT_LE(h.stat("queued"), 66u);
}

TEST(MoodControlForward, ARefusedSceneGivesWayToTheNext) {
  TemporaryFile file(
      "[control]\nswitch-scenes=true\n[mood-scenes]\ngroove=dead;alive\n");
  ControlHarness h;
  g_object_set(h.element(), "config", file.path().c_str(), nullptr);
  h.push(mood_event(GST_SECOND, "groove"));
  EXPECT_TRUE(h.pull().has(R"("scene":"dead")"));
  refuse(h, "dead");
  const Line line = h.pull();
  EXPECT_TRUE(line.has(R"("scene":"alive")")) << line.json;
  EXPECT_TRUE(line.has(R"("cause":"refused")"));
  EXPECT_EQ(h.stat("refused-scenes"), 1u);
}

TEST(MoodControlForward, OddRefusalsDoNoHarm) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  h.pull();
  refuse(h, "never heard of");
  refuse(h, "");
  GstPad* src = gst_element_get_static_pad(h.element(), "src");
  for (GstStructure* structure :
       {gst_structure_new_empty("led-scene-refused"),
        gst_structure_new("led-scene-refused", "scene", G_TYPE_INT, 3, nullptr),
        gst_structure_new_empty("other")})
    gst_pad_send_event(
        src, gst_event_new_custom(GST_EVENT_CUSTOM_UPSTREAM, structure));
  gst_object_unref(src);
  EXPECT_EQ(h.finish().size(), 1u) << "the release";
}

}  // namespace mood::test
