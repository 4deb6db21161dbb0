/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/check/gstharness.h>
#include <gst/check/gsttestclock.h>
#include <gst/gst.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace mood::test {

inline constexpr const char* AUDIO_CAPS =
    "audio/x-raw,format=S16LE,layout=interleaved,rate=8000,channels=1";

inline GstEvent* mood_event(GstClockTime running_time, const char* state,
                            const char* category = "moderate_neutral") {
  return gst_event_new_custom(
      GST_EVENT_CUSTOM_DOWNSTREAM_STICKY,
      gst_structure_new(
          "mood", "running-time", G_TYPE_UINT64, guint64(running_time), "state",
          G_TYPE_STRING, state, "category", G_TYPE_STRING, category, "analysis",
          G_TYPE_STRING, "advanced", "confidence", G_TYPE_DOUBLE, 0.9, "energy",
          G_TYPE_DOUBLE, 0.5, "valence", G_TYPE_DOUBLE, 0.5, "intensity",
          G_TYPE_DOUBLE, 0.4, "brightness", G_TYPE_DOUBLE, 0.5, "warmth",
          G_TYPE_DOUBLE, 0.2, "tempo", G_TYPE_DOUBLE, 128.0, "changed",
          G_TYPE_BOOLEAN, TRUE, nullptr));
}

inline GstEvent* section_event(GstClockTime running_time, const char* event) {
  return gst_event_new_custom(
      GST_EVENT_CUSTOM_DOWNSTREAM,
      gst_structure_new("mood-section", "running-time", G_TYPE_UINT64,
                        guint64(running_time), "section", G_TYPE_STRING, "drop",
                        "event", G_TYPE_STRING, event, "confidence",
                        G_TYPE_DOUBLE, 0.8, nullptr));
}

inline GstEvent* beat_event(GstClockTime running_time,
                            GstClockTime next_beat = GST_CLOCK_TIME_NONE) {
  return gst_event_new_custom(
      GST_EVENT_CUSTOM_DOWNSTREAM,
      gst_structure_new("mood-beat", "running-time", G_TYPE_UINT64,
                        guint64(running_time), "next-beat", G_TYPE_UINT64,
                        guint64(next_beat), "tempo", G_TYPE_DOUBLE, 120.0,
                        "beat", G_TYPE_UINT, 1, nullptr));
}

/// True once @p condition holds; false after ten seconds.
inline bool eventually(const std::function<bool()>& condition) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    g_thread_yield();
  }
  return true;
}

struct Line {
  GstClockTime pts;
  std::string json;

  bool operator==(const Line&) const = default;
  bool has(const std::string& text) const {
    return json.find(text) != std::string::npos;
  }
};

/// moodcontrol between two pads, a test clock and a bus.
class ControlHarness {
 public:
  explicit ControlHarness(bool live = false, const char* sink_name = "src",
                          GstClockTime upstream_latency = 0)
      : harness_(
            gst_harness_new_with_padnames("moodcontrol", "sink", sink_name)) {
    gst_harness_set_live(harness_, live);
    gst_harness_set_upstream_latency(harness_, upstream_latency);
    bus_ = gst_bus_new();
    gst_element_set_bus(element(), bus_);
    gst_harness_set_src_caps_str(harness_, AUDIO_CAPS);
  }
  ~ControlHarness() {
    gst_element_set_bus(element(), nullptr);
    gst_harness_teardown(harness_);
    gst_object_unref(bus_);
  }
  ControlHarness(const ControlHarness&) = delete;

  GstHarness* get() const { return harness_; }
  GstElement* element() const { return harness_->element; }
  GstBus* bus() const { return bus_; }
  gboolean push(GstEvent* event) {
    return gst_harness_push_event(harness_, event);
  }
  GstFlowReturn push_audio(GstClockTime pts,
                           GstClockTime duration = GST_SECOND / 10) {
    GstBuffer* buffer = gst_buffer_new_allocate(nullptr, 16, nullptr);
    GST_BUFFER_PTS(buffer) = pts;
    GST_BUFFER_DURATION(buffer) = duration;
    return gst_harness_push(harness_, buffer);
  }
  /// The next command; waits for it.
  Line pull() {
    GstBuffer* buffer = gst_harness_pull(harness_);
    EXPECT_NE(buffer, nullptr);
    return buffer != nullptr ? line_of(buffer) : Line{};
  }
  /// Waits for the next event of @p type, dropping others.
  GstEvent* pull_event(GstEventType type) {
    while (GstEvent* event = gst_harness_pull_event(harness_)) {
      if (GST_EVENT_TYPE(event) == type) return event;
      gst_event_unref(event);
    }
    return nullptr;
  }
  /// Ends the stream; every command that came out.
  std::vector<Line> finish() {
    push(gst_event_new_eos());
    GstEvent* eos = pull_event(GST_EVENT_EOS);
    EXPECT_NE(eos, nullptr);
    g_clear_pointer(&eos, gst_event_unref);
    std::vector<Line> lines;
    while (GstBuffer* buffer = gst_harness_try_pull(harness_))
      lines.push_back(line_of(buffer));
    return lines;
  }
  /// Lets the test clock run until a command comes.
  Line crank_and_pull() {
    while (gst_harness_buffers_in_queue(harness_) == 0) {
      if (!gst_harness_crank_single_clock_wait(harness_)) {
        ADD_FAILURE() << "nobody waits for the clock";
        return {};
      }
    }
    return pull();
  }
  guint64 stat(const char* name) const {
    GstStructure* stats = nullptr;
    g_object_get(element(), "stats", &stats, nullptr);
    guint64 value = 0;
    EXPECT_TRUE(gst_structure_get_uint64(stats, name, &value)) << name;
    gst_structure_free(stats);
    return value;
  }

 private:
  static Line line_of(GstBuffer* buffer) {
    GstMapInfo map;
    gst_buffer_map(buffer, &map, GST_MAP_READ);
    Line line{GST_BUFFER_PTS(buffer),
              std::string(reinterpret_cast<char*>(map.data), map.size)};
    gst_buffer_unmap(buffer, &map);
    gst_buffer_unref(buffer);
    return line;
  }

  GstHarness* harness_;
  GstBus* bus_;
};

}  // namespace mood::test
