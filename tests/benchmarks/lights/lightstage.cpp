/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lightstage.h"

#include <gst/app/gstappsink.h>
#include <gst/base/gstbasesink.h>

#include <chrono>
#include <stdexcept>
#include <utility>

#include "jsondocument.h"
#include "tuneplayer.h"

namespace mood::bench {
namespace {

GstClockTime now_ns() {
  return static_cast<GstClockTime>(
      std::chrono::steady_clock::now().time_since_epoch() /
      std::chrono::nanoseconds(1));
}

SentCommand read_command(GstBuffer* buffer) {
  SentCommand command{"", "", GST_BUFFER_PTS(buffer), now_ns(), 0};
  GstMapInfo map;
  if (!gst_buffer_map(buffer, &map, GST_MAP_READ)) return command;
  const auto document = JsonDocument::parse(
      {reinterpret_cast<const char*>(map.data), map.size}, nullptr);
  gst_buffer_unmap(buffer, &map);
  if (!document) return command;
  command.kind = document->root()["command"].string().value_or("");
  command.cause = document->root()["cause"].string().value_or("");
  return command;
}

void add_probe(GstElement* pipeline, const char* name, GstPadProbeType type,
               GstPadProbeCallback callback, gpointer self) {
  GstElement* element = gst_bin_get_by_name(GST_BIN(pipeline), name);
  GstPad* pad = gst_element_get_static_pad(element, "src");
  gst_pad_add_probe(pad, type, callback, self, nullptr);
  gst_object_unref(pad);
  gst_object_unref(element);
}

}  // namespace

LightStage::LightStage(const std::string& control, const std::string& sink) {
  const std::string description =
      "appsrc name=tune ! moodanalyzer name=analyzer ! queue ! moodcontrol "
      "name=control " +
      control + " ! tee name=t ! queue ! " + sink +
      " name=lamp t. ! queue ! appsink name=peer sync=true emit-signals=true";
  GError* error = nullptr;
  pipeline_ = gst_parse_launch(description.c_str(), &error);
  if (pipeline_ == nullptr) {
    const std::string text = error->message;
    g_error_free(error);
    throw std::runtime_error(text);
  }
  add_probe(pipeline_, "analyzer", GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
            note_event, this);
  add_probe(pipeline_, "control", GST_PAD_PROBE_TYPE_BUFFER, note_command,
            this);
  GstElement* peer = gst_bin_get_by_name(GST_BIN(pipeline_), "peer");
  g_signal_connect(peer, "new-sample", G_CALLBACK(note_shown), this);
  gst_object_unref(peer);
}

LightStage::~LightStage() {
  gst_element_set_state(pipeline_, GST_STATE_NULL);
  gst_object_unref(pipeline_);
}

LightRecord LightStage::play(double from_s, double seconds) {
  TunePlayer player(from_s, seconds);
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline_), "tune");
  player.connect(GST_APP_SRC(source));
  GstClock* clock = gst_system_clock_obtain();
  gst_pipeline_use_clock(GST_PIPELINE(pipeline_), clock);
  if (gst_element_set_state(pipeline_, GST_STATE_PLAYING) ==
      GST_STATE_CHANGE_FAILURE)
    throw std::runtime_error("the pipeline does not play");
  const GstClockTime base_ns = gst_element_get_base_time(pipeline_);
  player.play(clock, base_ns);
  GstBus* bus = gst_element_get_bus(pipeline_);
  GstMessage* message = gst_bus_timed_pop_filtered(
      bus, static_cast<GstClockTime>((seconds + 30) * GST_SECOND),
      static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
  player.wait();
  const bool ended =
      message != nullptr && GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS;
  if (message != nullptr) gst_message_unref(message);

  GstElement* peer = gst_bin_get_by_name(GST_BIN(pipeline_), "peer");
  const std::lock_guard lock(mutex_);
  record_.base_ns = base_ns;
  record_.latency_ns = gst_base_sink_get_latency(GST_BASE_SINK(peer));
  gst_object_unref(peer);
  gst_object_unref(bus);
  gst_object_unref(source);
  gst_object_unref(clock);
  read_stats();
  if (!ended) throw std::runtime_error("the tune did not come to its end");
  return std::move(record_);
}

GstPadProbeReturn LightStage::note_event(GstPad*, GstPadProbeInfo* info,
                                         gpointer data) {
  auto* self = static_cast<LightStage*>(data);
  const GstStructure* event =
      gst_event_get_structure(GST_PAD_PROBE_INFO_EVENT(info));
  if (event == nullptr) return GST_PAD_PROBE_OK;
  GstClockTime running_time = 0, duration = 0;
  GstClockTime next_beat = GST_CLOCK_TIME_NONE;
  if (!gst_structure_get_uint64(event, "running-time", &running_time))
    return GST_PAD_PROBE_OK;
  const std::lock_guard lock(self->mutex_);
  if (gst_structure_has_name(event, "mood-beat"))
    self->record_.beats.push_back(running_time);
  if (gst_structure_get_uint64(event, "next-beat", &next_beat) &&
      GST_CLOCK_TIME_IS_VALID(next_beat))
    self->record_.next_beats.push_back(next_beat);
  // Commands have the start of a mood, and the moment when a section is told.
  const bool section = gst_structure_has_name(event, "mood-section");
  if (section) gst_structure_get_uint64(event, "duration", &duration);
  if (section || gst_structure_has_name(event, "mood"))
    self->heard_.push_back({running_time + duration, now_ns()});
  return GST_PAD_PROBE_OK;
}

GstClockTime LightStage::time_heard(GstClockTime running_time) const {
  GstClockTime nearest = 0, time_ns = 0;
  for (const Heard& heard : heard_)
    if (heard.running_time <= running_time && heard.running_time >= nearest) {
      nearest = heard.running_time;
      time_ns = heard.time_ns;
    }
  return time_ns;
}

void LightStage::read_stats() {
  GstElement* lamp = gst_bin_get_by_name(GST_BIN(pipeline_), "lamp");
  GstStructure* stats = nullptr;
  g_object_get(lamp, "stats", &stats, nullptr);
  gst_object_unref(lamp);
  gst_structure_get_uint64(stats, "coalesced", &record_.coalesced);
  gst_structure_get_uint64(stats, "dropped", &record_.dropped);
  gst_structure_free(stats);
}

GstPadProbeReturn LightStage::note_command(GstPad*, GstPadProbeInfo* info,
                                           gpointer data) {
  auto* self = static_cast<LightStage*>(data);
  SentCommand command = read_command(GST_PAD_PROBE_INFO_BUFFER(info));
  const std::lock_guard lock(self->mutex_);
  command.heard_ns = self->time_heard(command.running_time);
  self->record_.commands.push_back(std::move(command));
  return GST_PAD_PROBE_OK;
}

GstFlowReturn LightStage::note_shown(GstElement* appsink, gpointer data) {
  const GstClockTime time_ns = now_ns();
  GstSample* sample = gst_app_sink_pull_sample(GST_APP_SINK(appsink));
  if (sample == nullptr) return GST_FLOW_EOS;
  auto* self = static_cast<LightStage*>(data);
  const std::lock_guard lock(self->mutex_);
  self->record_.shown.push_back(
      {GST_BUFFER_PTS(gst_sample_get_buffer(sample)), time_ns});
  gst_sample_unref(sample);
  return GST_FLOW_OK;
}

}  // namespace mood::bench
