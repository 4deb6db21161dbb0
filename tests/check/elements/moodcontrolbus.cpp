/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolharness.h"

namespace mood::test {
namespace {

/// The next led-scene message, or null if there is none waiting.
GstMessage* pop_scene(GstBus* bus) {
  while (GstMessage* message = gst_bus_pop_filtered(bus, GST_MESSAGE_ELEMENT)) {
    if (gst_message_has_name(message, "led-scene")) return message;
    gst_message_unref(message);
  }
  return nullptr;
}

std::string text(const GstStructure* structure, const char* field) {
  const char* value = gst_structure_get_string(structure, field);
  return value != nullptr ? value : "(none)";
}

}  // namespace

TEST(MoodControlBus, CarriesTheCommandInTypedFields) {
  ControlHarness h;
  g_object_set(h.element(), "targets", "desk", nullptr);
  h.push(mood_event(GST_SECOND, "groove"));
  const Line line = h.pull();
  GstMessage* message = pop_scene(h.bus());
  ASSERT_NE(message, nullptr);
  const GstStructure* s = gst_message_get_structure(message);
  EXPECT_EQ(text(s, "command"), "effect");
  EXPECT_EQ(text(s, "cause"), "state:groove");
  EXPECT_EQ(text(s, "gradient"), "Viridis");
  EXPECT_EQ(text(s, "state"), "groove");
  EXPECT_EQ(text(s, "json") + "\n", line.json);
  guint64 running_time = 0;
  EXPECT_TRUE(gst_structure_get_uint64(s, "running-time", &running_time));
  EXPECT_EQ(running_time, GST_SECOND);
  gdouble speed = 0;
  EXPECT_TRUE(gst_structure_get_double(s, "speed", &speed));
  EXPECT_DOUBLE_EQ(speed, 2.5 * 0.7);
  guint transition = 0;
  EXPECT_TRUE(gst_structure_get_uint(s, "transition", &transition));
  EXPECT_GT(transition, 0u);
  const GValue* colors = gst_structure_get_value(s, "colors");
  ASSERT_TRUE(GST_VALUE_HOLDS_ARRAY(colors));
  EXPECT_GE(gst_value_array_get_size(colors), 2u);
  EXPECT_EQ(g_value_get_string(gst_value_array_get_value(colors, 0))[0], '#');
  EXPECT_EQ(gst_value_array_get_size(gst_structure_get_value(s, "targets")),
            1u);
  gst_message_unref(message);
}

TEST(MoodControlBus, StaysQuietOnRequest) {
  ControlHarness h;
  g_object_set(h.element(), "post-messages", FALSE, nullptr);
  h.push(mood_event(GST_SECOND, "groove"));
  EXPECT_EQ(h.finish().size(), 2u);
  EXPECT_EQ(pop_scene(h.bus()), nullptr);
  gst_element_set_state(h.element(), GST_STATE_READY);
  EXPECT_EQ(pop_scene(h.bus()), nullptr);
}

TEST(MoodControlBus, HearsTheReleaseThatCannotTravelAnyMore) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  h.pull();
  gst_message_unref(pop_scene(h.bus()));
  gst_element_set_state(h.element(), GST_STATE_READY);
  GstMessage* message = pop_scene(h.bus());
  ASSERT_NE(message, nullptr);
  const GstStructure* s = gst_message_get_structure(message);
  EXPECT_EQ(text(s, "command"), "release");
  EXPECT_EQ(text(s, "cause"), "stop");
  gst_message_unref(message);
}

TEST(MoodControlBus, HearsOneReleaseOnly) {
  ControlHarness h;
  h.push(mood_event(GST_SECOND, "groove"));
  EXPECT_EQ(h.finish().size(), 2u);
  gst_element_set_state(h.element(), GST_STATE_READY);
  int releases = 0;
  while (GstMessage* message = pop_scene(h.bus())) {
    releases +=
        text(gst_message_get_structure(message), "command") == "release";
    gst_message_unref(message);
  }
  EXPECT_EQ(releases, 1);
}

TEST(MoodControlBus, StatsCount) {
  ControlHarness h;
  g_object_set(h.element(), "beat-flash", TRUE, nullptr);
  h.push(mood_event(0, "groove"));
  for (int i = 0; i < 10; ++i)
    h.push(beat_event(GST_SECOND + i * 280 * GST_MSECOND));
  h.finish();
  EXPECT_EQ(h.stat("effects"), 1u);
  EXPECT_EQ(h.stat("flashes"), 8u);
  EXPECT_EQ(h.stat("suppressed-flashes"), 2u);
  EXPECT_EQ(h.stat("releases"), 1u);
  EXPECT_EQ(h.stat("commands"), 10u);
  EXPECT_EQ(h.stat("dropped"), 0u);
}

}  // namespace mood::test
