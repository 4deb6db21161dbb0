/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "decoder.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#include <stdexcept>
#include <string>

#include "gstpointers.h"

namespace mood::accuracy {
namespace {

constexpr GstClockTime kDeadline_ns = 300 * GST_SECOND;

Pipeline make_pipeline(int rate_hz) {
  const std::string description =
      "filesrc name=source ! decodebin ! audioconvert ! audioresample ! "
      "audio/x-raw,format=F32LE,channels=1,rate=" +
      std::to_string(rate_hz) + " ! appsink name=sink sync=false";
  return parse_pipeline(description);
}

/// Appends what has come to the vector @p samples. In the streaming thread.
GstFlowReturn append(GstAppSink* sink, void* samples) {
  GstSample* sample = gst_app_sink_pull_sample(sink);
  if (!sample) return GST_FLOW_EOS;
  GstMapInfo map;
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (gst_buffer_map(buffer, &map, GST_MAP_READ)) {
    const auto* data = reinterpret_cast<const float*>(map.data);
    auto& all = *static_cast<std::vector<float>*>(samples);
    all.insert(all.end(), data, data + map.size / sizeof(float));
    gst_buffer_unmap(buffer, &map);
  }
  gst_sample_unref(sample);
  return GST_FLOW_OK;
}

void wait_for_end(const Pipeline& pipeline) {
  const Object bus(GST_OBJECT(gst_element_get_bus(pipeline.get())));
  const Message message(gst_bus_timed_pop_filtered(
      GST_BUS(bus.get()), kDeadline_ns,
      GstMessageType(GST_MESSAGE_ERROR | GST_MESSAGE_EOS)));
  if (!message) throw std::runtime_error("not decoded within the deadline");
  if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS) return;
  GError* error = nullptr;
  gst_message_parse_error(message.get(), &error, nullptr);
  fail(error);
}

}  // namespace

std::vector<float> decode(const std::filesystem::path& path, int rate_hz) {
  std::vector<float> samples;
  const Pipeline pipeline = make_pipeline(rate_hz);
  g_object_set(element(pipeline, "source").get(), "location", path.c_str(),
               nullptr);
  GstAppSinkCallbacks callbacks{};
  callbacks.new_sample = append;
  gst_app_sink_set_callbacks(GST_APP_SINK(element(pipeline, "sink").get()),
                             &callbacks, &samples, nullptr);
  gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
  wait_for_end(pipeline);
  return samples;
}

}  // namespace mood::accuracy
