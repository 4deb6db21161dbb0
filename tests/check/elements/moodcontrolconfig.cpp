/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <sys/stat.h>

#include "moodcontrolharness.h"
#include "temporaryfile.h"

namespace mood::test {
namespace {

class ConfiguredControl : public ControlHarness {
 public:
  explicit ConfiguredControl(const TemporaryFile& file) {
    g_object_set(element(), "config", file.path().c_str(), nullptr);
  }

  double intensity() const {
    gdouble value = -1;
    g_object_get(element(), "intensity", &value, nullptr);
    return value;
  }
  /// The text of the next message of @p type; waits for it.
  std::string text_of(GstMessageType type) const {
    GstMessage* message =
        gst_bus_timed_pop_filtered(bus(), 10 * GST_SECOND, type);
    if (message == nullptr) return "(none)";
    GError* error = nullptr;
    if (type == GST_MESSAGE_ERROR)
      gst_message_parse_error(message, &error, nullptr);
    else
      gst_message_parse_warning(message, &error, nullptr);
    EXPECT_TRUE(g_error_matches(error, GST_RESOURCE_ERROR,
                                GST_RESOURCE_ERROR_SETTINGS));
    const std::string text = error->message;
    g_error_free(error);
    gst_message_unref(message);
    return text;
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST(MoodControlConfig, IsReadAndUsed) {
  TemporaryFile file(
      "[control]\nintensity=1\nswitch-scenes=true\ntargets=desk;shelf\n"
      "offset=2\n[mood-scenes]\ngroove=blue\n");
  ConfiguredControl h(file);
  h.push(mood_event(GST_SECOND, "groove"));
  h.push_audio(4 * GST_SECOND);
  const Line line = h.pull();
  EXPECT_TRUE(line.has(R"("command":"scene")")) << line.json;
  EXPECT_TRUE(line.has(R"("scene":"blue")"));
  EXPECT_TRUE(line.has(R"("targets":["desk","shelf"])"));
  EXPECT_EQ(line.pts, 3 * GST_SECOND);
  EXPECT_EQ(h.intensity(), 1);
  EXPECT_EQ(h.stat("config-loads"), 1u);
}

TEST(MoodControlConfig, APropertyThatWasSetWins) {
  TemporaryFile file("[control]\nintensity=0.25\nbeat-flash=true\n");
  ConfiguredControl h(file);
  EXPECT_EQ(h.intensity(), 0.25);
  g_object_set(h.element(), "intensity", 0.5, nullptr);
  EXPECT_EQ(h.intensity(), 0.5);
  file.replace("[control]\nintensity=0.9\n");
  ASSERT_TRUE(eventually([&h] { return h.stat("config-loads") == 2; }));
  EXPECT_EQ(h.intensity(), 0.5);
  gboolean flash = TRUE;
  g_object_get(h.element(), "beat-flash", &flash, nullptr);
  EXPECT_FALSE(flash) << "what the file leaves out has its default again";
}

TEST(MoodControlConfig, IsReadAgainWhenItIsReplaced) {
  TemporaryFile file("[control]\nintensity=0.25\n");
  ConfiguredControl h(file);
  file.replace("[control]\nintensity=0.75\n");
  EXPECT_TRUE(eventually([&h] { return h.intensity() == 0.75; }));
  file.replace("[control]\nintensity=0.5\n");
  EXPECT_TRUE(eventually([&h] { return h.intensity() == 0.5; }));
}

TEST(MoodControlConfig, IsReadAgainWhenItIsRewritten) {
  TemporaryFile file("[control]\nintensity=0.25\n");
  ConfiguredControl h(file);
  file.write("[control]\nintensity=0.125\n");
  EXPECT_TRUE(eventually([&h] { return h.intensity() == 0.125; }));
}

TEST(MoodControlConfig, ABadFileKeepsTheLastGoodOne) {
  TemporaryFile file("[control]\nintensity=0.25\n");
  ConfiguredControl h(file);
  file.replace("# a comment\n[control]\nintensity=7\n");
  const std::string text = h.text_of(GST_MESSAGE_WARNING);
  EXPECT_TRUE(has(text, file.path() + ":3: [control] intensity=7")) << text;
  EXPECT_TRUE(has(text, "0 to 1")) << text;
  EXPECT_TRUE(has(text, "stay as they were")) << text;
  EXPECT_EQ(h.intensity(), 0.25);
  EXPECT_EQ(h.stat("config-errors"), 1u);
  file.replace("[control]\nintensity=0.75\n");
  EXPECT_TRUE(eventually([&h] { return h.intensity() == 0.75; }));
  EXPECT_EQ(gst_bus_pop_filtered(h.bus(), GST_MESSAGE_WARNING), nullptr)
      << "one warning only";
}

TEST(MoodControlConfig, AFileThatVanishesIsMissedOnce) {
  TemporaryFile file("[control]\nintensity=0.25\n");
  ConfiguredControl h(file);
  file.remove();
  EXPECT_TRUE(has(h.text_of(GST_MESSAGE_WARNING), "No such file"));
  EXPECT_EQ(h.intensity(), 0.25);
  file.write("[control]\nintensity=0.5\n");
  EXPECT_TRUE(eventually([&h] { return h.intensity() == 0.5; }));
}

TEST(MoodControlConfig, ABadFileAtTheStartIsAnError) {
  TemporaryFile file("[control]\nintensity=7\n");
  GstElement* element = gst_element_factory_make("moodcontrol", nullptr);
  gst_object_ref_sink(element);
  GstBus* bus = gst_bus_new();
  gst_element_set_bus(element, bus);
  g_object_set(element, "config", file.path().c_str(), nullptr);
  EXPECT_EQ(gst_element_set_state(element, GST_STATE_READY),
            GST_STATE_CHANGE_FAILURE);
  GstMessage* message = gst_bus_pop_filtered(bus, GST_MESSAGE_ERROR);
  ASSERT_NE(message, nullptr);
  GError* error = nullptr;
  gst_message_parse_error(message, &error, nullptr);
  EXPECT_TRUE(
      g_error_matches(error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS));
  EXPECT_TRUE(has(error->message, file.path() + ":2:"));
  EXPECT_TRUE(has(error->message, "Correct the file"));
  g_error_free(error);
  gst_message_unref(message);

  file.write("[control]\nintensity=1\n");
  EXPECT_EQ(gst_element_set_state(element, GST_STATE_READY),
            GST_STATE_CHANGE_SUCCESS);
  gst_element_set_state(element, GST_STATE_NULL);
  gst_element_set_bus(element, nullptr);
  gst_object_unref(bus);
  gst_object_unref(element);
}

TEST(MoodControlConfig, WhatIsNoFileDoesNotHang) {
  TemporaryFile file("");
  file.remove();
  ASSERT_EQ(mkfifo(file.path().c_str(), 0600), 0);
  ConfiguredControl h(file);
  EXPECT_TRUE(has(h.text_of(GST_MESSAGE_WARNING), "is not a file"));
  g_object_set(h.element(), "config", "/", nullptr);
  EXPECT_TRUE(has(h.text_of(GST_MESSAGE_WARNING), "is not a file"));
}

TEST(MoodControlConfig, CanBeTakenAway) {
  TemporaryFile file("[control]\nintensity=0.25\n");
  ConfiguredControl h(file);
  gchar* path = nullptr;
  g_object_get(h.element(), "config", &path, nullptr);
  EXPECT_EQ(path, file.path());
  g_free(path);
  g_object_set(h.element(), "config", nullptr, nullptr);
  EXPECT_EQ(h.intensity(), 0.7);
}

TEST(MoodControlConfig, EveryPropertyHasItsKey) {
  TemporaryFile file(
      "[control]\nintensity=0.5\nchange-threshold=0.25\n"
      "min-change-interval=4.5\nmin-scene-interval=20\nswitch-scenes=true\n"
      "adjust-colors=false\nadjust-effects=false\nreact-to-events=false\n"
      "beat-flash=true\nallow-strobe=true\nquantize=bar\noffset=-0.15\n"
      "targets=desk\n");
  ConfiguredControl h(file);
  const std::pair<const char*, const char*> expected[] = {
      {"intensity", "0.5"},
      {"change-threshold", "0.25"},
      {"min-change-interval", "4500000000"},
      {"min-scene-interval", "20000000000"},
      {"switch-scenes", "true"},
      {"adjust-colors", "false"},
      {"adjust-effects", "false"},
      {"react-to-events", "false"},
      {"beat-flash", "true"},
      {"allow-strobe", "true"},
      {"quantize", "bar"},
      {"offset", "-150000000"},
      {"targets", "desk"}};
  for (const auto& [name, text] : expected) {
    GValue value = G_VALUE_INIT;
    g_object_get_property(G_OBJECT(h.element()), name, &value);
    gchar* serialised = gst_value_serialize(&value);
    EXPECT_STREQ(serialised, text) << name;
    g_free(serialised);
    g_value_unset(&value);
  }
}

}  // namespace mood::test
