/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scenes on the project's tune, through the real analysis. */
#include <gst/app/gstappsrc.h>

#include "moodcontrolharness.h"
#include "temporaryfile.h"
#include "tune.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

struct Sent {
  double at_s;
  std::string command, cause, scene;
};

void feed(GstElement* pipeline, const std::vector<float>& samples) {
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline), "source");
  constexpr size_t kFrames = 4096;
  for (size_t at = 0; at < samples.size(); at += kFrames) {
    const size_t count = std::min(kFrames, samples.size() - at);
    GstBuffer* buffer =
        gst_buffer_new_memdup(&samples[at], count * sizeof(float));
    GST_BUFFER_PTS(buffer) =
        gst_util_uint64_scale_round(at, GST_SECOND, kRate_hz);
    gst_app_src_push_buffer(GST_APP_SRC(source), buffer);
  }
  gst_app_src_end_of_stream(GST_APP_SRC(source));
  gst_object_unref(source);
}

std::string string_of(const GstStructure* structure, const char* field) {
  const char* value = gst_structure_get_string(structure, field);
  return value != nullptr ? value : "";
}

/// All commands for @p samples, mono, under the configuration @p config.
std::vector<Sent> play(const std::vector<float>& samples,
                       const std::string& config) {
  const TemporaryFile file(config);
  const std::string description =
      "appsrc name=source format=time max-bytes=0 "
      "caps=audio/x-raw,format=F32LE,layout=interleaved,rate=44100,channels=1 "
      "! moodanalyzer ! moodcontrol config=" +
      file.path() + " ! fakesink";
  GstElement* pipeline = gst_parse_launch(description.c_str(), nullptr);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  feed(pipeline, samples);
  GstBus* bus = gst_element_get_bus(pipeline);
  std::vector<Sent> sent;
  for (bool ended = false; !ended;) {
    GstMessage* message = gst_bus_timed_pop(bus, 60 * GST_SECOND);
    EXPECT_NE(message, nullptr) << "no EOS within the deadline";
    if (message == nullptr) break;
    ended = GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS ||
            GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR;
    if (gst_message_has_name(message, "led-scene")) {
      const GstStructure* s = gst_message_get_structure(message);
      guint64 at_ns = 0;
      gst_structure_get_uint64(s, "running-time", &at_ns);
      sent.push_back({double(at_ns) / GST_SECOND, string_of(s, "command"),
                      string_of(s, "cause"), string_of(s, "scene")});
    }
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return sent;
}

std::vector<Sent> only_scenes(std::vector<Sent> sent) {
  std::erase_if(sent, [](const Sent& one) { return one.command != "scene"; });
  return sent;
}

constexpr const char* kScenesOfParts =
    "[mood-scenes]\nambient=still\nbreakdown=still\nchill=lake\n"
    "groove=waves\nbuild=rise\npeak=fire\nintense=storm\n"
    "[silence]\nscene=night\n";

/// Seconds to the start of the nearest section of the tune.
double to_section_s(double at_s) {
  double nearest_s = 1e9;
  for (const TuneSection& section : tune_sections())
    nearest_s = std::min(nearest_s, std::abs(at_s - section.start_s));
  return nearest_s;
}

}  // namespace

TEST(MoodControlTune, ScenesChangeWithTheSections) {
  const auto scenes =
      only_scenes(play(synthesise_tune(kRate_hz, 1),
                       std::string("[control]\nswitch-scenes=true\n") +
                           "react-to-events=false\n" + kScenesOfParts));
  ASSERT_GE(scenes.size(), 4u);
  EXPECT_LE(scenes.size(), tune_sections().size() + 2);
  for (const Sent& scene : scenes) {
    // A build is recognised in its course.
    if (scene.scene == "rise") continue;
    EXPECT_LE(to_section_s(scene.at_s), 4.5)
        << scene.scene << " at " << scene.at_s;
  }
}

TEST(MoodControlTune, SilenceIsReachedAndLeft) {
  const auto sent =
      play(synthesise_tune(kRate_hz, 1),
           std::string("[control]\nswitch-scenes=true\n") + kScenesOfParts);
  const auto night =
      std::find_if(sent.begin(), sent.end(),
                   [](const Sent& one) { return one.scene == "night"; });
  ASSERT_NE(night, sent.end());
  EXPECT_EQ(night->cause, "silence");
  const auto back = std::find_if(night, sent.end(), [](const Sent& one) {
    return one.cause == "restore";
  });
  ASSERT_NE(back, sent.end());
  for (const TuneSection& section : tune_sections()) {
    if (std::string(section.name) == "stop") {
      EXPECT_NEAR(night->at_s, section.start_s + 0.5, 0.5);
    }
    if (std::string(section.name) == "rest") {
      EXPECT_NEAR(back->at_s, section.start_s + 0.25, 0.25);
    }
  }
}

TEST(MoodControlTune, NoMoreThanOneSceneInAnInterval) {
  const auto scenes =
      only_scenes(play(synthesise_tune(kRate_hz, 1),
                       std::string("[control]\nswitch-scenes=true\n"
                                   "min-scene-interval=12\nquantize=bar\n") +
                           kScenesOfParts));
  ASSERT_GE(scenes.size(), 3u);
  for (size_t i = 1; i < scenes.size(); ++i)
    EXPECT_GE(scenes[i].at_s - scenes[i - 1].at_s, 12 - 1e-6);
}

TEST(MoodControlTune, SteadyMusicKeepsItsScene) {
  const auto tune = synthesise_tune(kRate_hz, 1);
  std::vector<float> steady;
  for (const TuneSection& section : tune_sections()) {
    if (std::string(section.name) != "groove") continue;
    const auto first = tune.begin() + size_t(section.start_s * kRate_hz);
    const auto last = tune.begin() + size_t(section.end_s * kRate_hz);
    while (steady.size() < size_t(90 * kRate_hz))
      steady.insert(steady.end(), first, last);
  }
  ASSERT_FALSE(steady.empty());
  const auto scenes = only_scenes(play(
      steady, std::string("[control]\nswitch-scenes=true\n") + kScenesOfParts));
  for (const Sent& scene : scenes)
    EXPECT_LE(scene.at_s, 20) << scene.scene << ", when the song is known";
}

}  // namespace mood::test
