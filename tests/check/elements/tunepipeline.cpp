/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The whole road on the project's tune: file, analyzer, control, commands. */
#include <gst/app/gstappsrc.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "messagelog.h"
#include "tune.h"

namespace mood::test {
namespace {

constexpr int kRate_hz = 44100;

struct Playback {
  std::vector<MessageLog::Structure> moods;
  std::vector<MessageLog::Structure> beats;
  std::vector<MessageLog::Structure> sections;
  std::vector<MessageLog::Structure> commands;
  std::string lines;  ///< what moodcontrol sent down the pipeline
};

/// The tune as appsrc would read it from a file, as fast as it goes.
void feed(GstElement* pipeline) {
  const auto tune = synthesise_tune(kRate_hz, 2);
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline), "source");
  constexpr size_t kFrames = 4096;
  for (size_t at = 0; at < tune.size(); at += 2 * kFrames) {
    const size_t samples = std::min(2 * kFrames, tune.size() - at);
    GstBuffer* buffer =
        gst_buffer_new_memdup(&tune[at], samples * sizeof(float));
    GST_BUFFER_PTS(buffer) =
        gst_util_uint64_scale_round(at / 2, GST_SECOND, kRate_hz);
    gst_app_src_push_buffer(GST_APP_SRC(source), buffer);
  }
  gst_app_src_end_of_stream(GST_APP_SRC(source));
  gst_object_unref(source);
}

void collect_line(GstElement*, GstBuffer* buffer, GstPad*, gpointer lines) {
  GstMapInfo map;
  gst_buffer_map(buffer, &map, GST_MAP_READ);
  static_cast<std::string*>(lines)->append(
      reinterpret_cast<const char*>(map.data), map.size);
  gst_buffer_unmap(buffer, &map);
}

Playback play_tune() {
  Playback run;
  GstElement* pipeline = gst_parse_launch(
      "appsrc name=source format=time max-bytes=0 "
      "caps=audio/x-raw,format=F32LE,layout=interleaved,rate=44100,channels=2 "
      "! moodanalyzer ! moodcontrol ! fakesink name=sink signal-handoffs=true",
      nullptr);
  GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline), "sink");
  g_signal_connect(sink, "handoff", G_CALLBACK(collect_line), &run.lines);
  gst_object_unref(sink);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  feed(pipeline);
  GstBus* bus = gst_element_get_bus(pipeline);
  for (bool ended = false; !ended;) {
    GstMessage* message = gst_bus_timed_pop(bus, 60 * GST_SECOND);
    EXPECT_NE(message, nullptr) << "no EOS within the deadline";
    if (!message) break;
    const GstStructure* structure = gst_message_get_structure(message);
    ended = GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS;
    EXPECT_NE(GST_MESSAGE_TYPE(message), GST_MESSAGE_ERROR);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ELEMENT) {
      MessageLog::Structure copy(gst_structure_copy(structure),
                                 MessageLog::Unref());
      if (gst_structure_has_name(structure, "mood"))
        run.moods.push_back(copy);
      else if (gst_structure_has_name(structure, "mood-beat"))
        run.beats.push_back(copy);
      else if (gst_structure_has_name(structure, "mood-section"))
        run.sections.push_back(copy);
      else if (gst_structure_has_name(structure, "led-scene"))
        run.commands.push_back(copy);
    }
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return run;
}

const Playback& tune_run() {
  static const Playback run = play_tune();
  return run;
}

bool allows(const TuneSection& section, const std::string& state) {
  return std::any_of(section.allowed.begin(), section.allowed.end(),
                     [&](State one) { return to_string(one) == state; });
}

TEST(TunePipeline, EveryIntervalHasItsMood) {
  const auto& moods = tune_run().moods;
  ASSERT_EQ(moods.size(), 880u);
  for (size_t i = 0; i < moods.size(); ++i)
    ASSERT_EQ(ns(moods[i], "timestamp"), i * 100 * GST_MSECOND);
}

TEST(TunePipeline, StatesFollowTheSections) {
  size_t changes = 0;
  std::string last = "unknown";
  for (const auto& mood : tune_run().moods) {
    const double heard_s =
        double(ns(mood, "timestamp") + ns(mood, "duration")) / GST_SECOND;
    const auto state = text(mood, "state");
    changes += last != "unknown" && state != last;
    last = state;
    for (const auto& section : tune_sections()) {
      const bool silent = allows(section, "silence");
      const bool builds = allows(section, "build");
      const double settle_s = silent   ? 1
                              : builds ? (section.end_s - section.start_s) / 2
                                       : 4;
      if (heard_s > section.start_s + settle_s && heard_s <= section.end_s) {
        EXPECT_TRUE(allows(section, state))
            << section.name << " at " << heard_s << " s is " << state;
      }
      if (!silent && heard_s > section.start_s + 0.5 &&
          heard_s <= section.end_s) {
        EXPECT_NE(state, "silence") << heard_s;
      }
    }
  }
  EXPECT_LE(changes, tune_sections().size());
}

double start_of(const std::string& name) {
  for (const auto& one : tune_sections())
    if (one.name == name) return one.start_s;
  ADD_FAILURE() << name;
  return 0.0;
}

double seconds(const MessageLog::Structure& message, const char* field) {
  return double(ns(message, field)) / GST_SECOND;
}

TEST(TunePipeline, BeatsAreThoseOfTheDrums) {
  double last_s = -1, count = 0;
  for (const auto& beat : tune_run().beats) {
    const double at_s = seconds(beat, "running-time");
    EXPECT_GT(at_s, last_s + 0.15);
    last_s = at_s;
    if (at_s < start_of("drop") + 2 || at_s > start_of("stop") - 0.1) continue;
    ++count;
    EXPECT_NEAR(std::remainder(at_s, 0.5), 0, 0.035);
    EXPECT_NEAR(number(beat, "tempo"), 120, 1.2);
    EXPECT_NEAR(seconds(beat, "next-beat"), at_s + 0.5, 0.05);
    EXPECT_EQ(ns(beat, "duration"), 0u);
  }
  EXPECT_NEAR(count, (start_of("stop") - start_of("drop") - 2) / 0.5, 2);
}

TEST(TunePipeline, SectionsAreToldWithTheirEvents) {
  double build_s = -1, drop_s = -1;
  std::string section = "unknown";
  for (const auto& one : tune_run().sections) {
    EXPECT_EQ(text(one, "previous-section"), section);
    section = text(one, "section");
    const double told_s =
        seconds(one, "running-time") + seconds(one, "duration");
    if (text(one, "event") == "build-start" && build_s < 0) build_s = told_s;
    if (text(one, "event") == "beat-drop") {
      EXPECT_EQ(drop_s, -1) << "one drop";
      drop_s = told_s;
      EXPECT_EQ(section, "drop");
    }
  }
  EXPECT_GT(build_s, start_of("build"));
  EXPECT_LT(build_s, start_of("drop"));
  EXPECT_NEAR(drop_s, start_of("drop") + 0.2, 0.3);
  EXPECT_EQ(text(tune_run().moods.back(), "section"), section);
}

TEST(TunePipeline, CommandsFollowTheMusic) {
  const auto& commands = tune_run().commands;
  ASSERT_GE(commands.size(), 6u);
  std::vector<std::string> causes;
  for (const auto& command : commands) causes.push_back(text(command, "cause"));
  const auto due_s = [&](const std::string& cause, size_t from = 0) {
    const auto found =
        std::find(causes.begin() + gssize(from), causes.end(), cause);
    EXPECT_NE(found, causes.end()) << cause;
    if (found == causes.end()) return -1.0;
    return seconds(commands[size_t(found - causes.begin())], "running-time");
  };
  const auto silence = std::find(causes.begin(), causes.end(), "silence");
  EXPECT_NEAR(due_s("event:beat-drop"), start_of("drop") + 0.2, 0.3);
  EXPECT_NEAR(due_s("silence"), start_of("stop") + 0.5, 0.5);
  EXPECT_NEAR(due_s("restore", size_t(silence - causes.begin())),
              start_of("rest") + 0.25, 0.25);
  EXPECT_EQ(causes.back(), "stop");
  EXPECT_LE(commands.size(), 30u) << "88 s of music";
}

TEST(TunePipeline, TheLinesSayWhatTheMessagesSay) {
  std::string lines;
  for (const auto& command : tune_run().commands)
    lines += text(command, "json") + "\n";
  EXPECT_EQ(tune_run().lines, lines);
}

TEST(TunePipeline, AnotherRunSaysTheSame) {
  const Playback again = play_tune();
  EXPECT_EQ(again.lines, tune_run().lines);
}

}  // namespace
}  // namespace mood::test
