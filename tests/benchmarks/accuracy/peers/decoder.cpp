/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "decoder.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace mood::accuracy {
namespace {

struct Unref {
  void operator()(GstElement* element) const {
    gst_element_set_state(element, GST_STATE_NULL);
    gst_object_unref(element);
  }
};
using Element = std::unique_ptr<GstElement, Unref>;

Element make_pipeline(const std::filesystem::path& path, int rate_hz) {
  const std::string description =
      "filesrc name=source ! decodebin ! audioconvert ! audioresample ! "
      "audio/x-raw,format=F32LE,channels=1,rate=" +
      std::to_string(rate_hz) + " ! appsink name=sink sync=false";
  GError* error = nullptr;
  Element pipeline(gst_parse_launch(description.c_str(), &error));
  if (error) {
    const std::string reason = error->message;
    g_error_free(error);
    throw std::runtime_error(reason);
  }
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline.get()), "source");
  g_object_set(source, "location", path.c_str(), nullptr);
  gst_object_unref(source);
  return pipeline;
}

void append(GstSample* sample, std::vector<float>& samples) {
  GstMapInfo map;
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (gst_buffer_map(buffer, &map, GST_MAP_READ)) {
    const auto* data = reinterpret_cast<const float*>(map.data);
    samples.insert(samples.end(), data, data + map.size / sizeof(float));
    gst_buffer_unmap(buffer, &map);
  }
  gst_sample_unref(sample);
}

}  // namespace

std::vector<float> decode(const std::filesystem::path& path, int rate_hz) {
  const Element pipeline = make_pipeline(path, rate_hz);
  GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline.get()), "sink");
  gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
  std::vector<float> samples;
  while (GstSample* sample = gst_app_sink_pull_sample(GST_APP_SINK(sink)))
    append(sample, samples);
  const bool ended = gst_app_sink_is_eos(GST_APP_SINK(sink));
  gst_object_unref(sink);
  if (!ended || samples.empty())
    throw std::runtime_error(path.string() + " cannot be decoded");
  return samples;
}

}  // namespace mood::accuracy
