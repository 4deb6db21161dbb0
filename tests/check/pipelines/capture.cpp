/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "capture.h"

#include <algorithm>

namespace mood::test {
namespace {

/// The stamp travels with the message.
GQuark audio_end_quark() { return g_quark_from_static_string("audio-end"); }

uint64_t time_field(const GstStructure* structure, const char* name) {
  guint64 time_ns = GST_CLOCK_TIME_NONE;
  gst_structure_get_uint64(structure, name, &time_ns);
  return time_ns;
}

std::string error_text(GstMessage* message) {
  GError* error = nullptr;
  gchar* details = nullptr;
  gst_message_parse_error(message, &error, &details);
  const std::string text =
      std::string(error->message) + " " + (details != nullptr ? details : "");
  g_error_free(error);
  g_free(details);
  return text;
}

}  // namespace

Capture::Capture(const std::string& source)
    : pipeline_(gst_parse_launch(
          (source + " ! moodanalyzer name=analyzer ! moodcontrol ! "
                    "fakesink sync=false async=false")
              .c_str(),
          nullptr)),
      analyzer_(gst_bin_get_by_name(GST_BIN(pipeline_), "analyzer")),
      bus_(gst_element_get_bus(pipeline_)) {
  in_ = attach("sink");
  out_ = attach("src");
  gst_bus_set_sync_handler(bus_, stamp, this, nullptr);
}

Capture::~Capture() {
  gst_element_set_state(pipeline_, GST_STATE_NULL);
  gst_bus_set_sync_handler(bus_, nullptr, nullptr, nullptr);
  gst_object_unref(bus_);
  gst_object_unref(analyzer_);
  gst_object_unref(pipeline_);
}

std::unique_ptr<Capture::Counter> Capture::attach(const char* pad_name) {
  auto counter = std::make_unique<Counter>();
  GstPad* pad = gst_element_get_static_pad(analyzer_, pad_name);
  gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, count, counter.get(),
                    nullptr);
  gst_object_unref(pad);
  return counter;
}

GstPadProbeReturn Capture::count(GstPad* pad, GstPadProbeInfo* info,
                                 gpointer user_data) {
  auto* counter = static_cast<Counter*>(user_data);
  GstBuffer* buffer = GST_PAD_PROBE_INFO_BUFFER(info);
  if (counter->buffers++ == 0) counter->first_pts_ns = GST_BUFFER_PTS(buffer);
  counter->bytes += gst_buffer_get_size(buffer);
  if (GST_BUFFER_PTS_IS_VALID(buffer) && GST_BUFFER_DURATION_IS_VALID(buffer))
    counter->end_ns = GST_BUFFER_PTS(buffer) + GST_BUFFER_DURATION(buffer);
  return GST_PAD_PROBE_OK;
}

GstBusSyncReply Capture::stamp(GstBus* bus, GstMessage* message,
                               gpointer self) {
  auto* now = new uint64_t(static_cast<Capture*>(self)->in_->end_ns);
  gst_mini_object_set_qdata(
      GST_MINI_OBJECT(message), audio_end_quark(), now,
      [](gpointer time) { delete static_cast<uint64_t*>(time); });
  return GST_BUS_PASS;
}

bool Capture::start() {
  const auto result = gst_element_set_state(pipeline_, GST_STATE_PLAYING);
  return result != GST_STATE_CHANGE_FAILURE;
}

bool Capture::wait(const std::function<bool()>& done,
                   std::chrono::seconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!done() && error_.empty()) {
    const std::chrono::nanoseconds left =
        end - std::chrono::steady_clock::now();
    if (left.count() <= 0) return false;
    GstMessage* message =
        gst_bus_timed_pop(bus_, static_cast<GstClockTime>(left.count()));
    if (message == nullptr) return false;
    handle(message);
    gst_message_unref(message);
  }
  return error_.empty();
}

bool Capture::wait_for_state_outside(const std::vector<std::string>& excluded) {
  return wait([&] {
    return !moods_.empty() && std::find(excluded.begin(), excluded.end(),
                                        moods_.back().state) == excluded.end();
  });
}

bool Capture::wait_for_state(const std::string& state) {
  return wait([&] { return !moods_.empty() && moods_.back().state == state; });
}

void Capture::handle(GstMessage* message) {
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR)
    error_ = error_text(message);
  const GstStructure* content = gst_message_get_structure(message);
  if (GST_MESSAGE_TYPE(message) != GST_MESSAGE_ELEMENT || content == nullptr)
    return;
  if (gst_structure_has_name(content, "mood"))
    moods_.push_back({gst_structure_get_string(content, "state"),
                      time_field(content, "timestamp"),
                      time_field(content, "duration"),
                      time_field(content, "running-time"),
                      *static_cast<uint64_t*>(gst_mini_object_get_qdata(
                          GST_MINI_OBJECT(message), audio_end_quark()))});
  if (gst_structure_has_name(content, "led-scene"))
    causes_.emplace_back(gst_structure_get_string(content, "cause"));
}

void Capture::stop() {
  GstQuery* latency = gst_query_new_latency();
  gboolean live = FALSE;
  GstPad* pad = gst_element_get_static_pad(analyzer_, "src");
  if (gst_pad_query(pad, latency))
    gst_query_parse_latency(latency, &live, nullptr, nullptr);
  gst_object_unref(pad);
  gst_query_unref(latency);
  live_ = live;
  GstStructure* stats = nullptr;
  g_object_get(analyzer_, "stats", &stats, nullptr);
  backend_ = gst_structure_get_string(stats, "backend");
  gst_structure_free(stats);
  end_ns_ = gst_element_get_current_running_time(pipeline_);
  gst_element_set_state(pipeline_, GST_STATE_READY);
  while (GstMessage* message = gst_bus_pop(bus_)) {
    handle(message);
    gst_message_unref(message);
  }
}

}  // namespace mood::test
