/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace mood::accuracy {

/// Frees what GStreamer counts; a pipeline is stopped first.
struct Unref {
  void operator()(GstElement* pipeline) const {
    gst_element_set_state(pipeline, GST_STATE_NULL);
    gst_object_unref(pipeline);
  }
  void operator()(GstObject* object) const { gst_object_unref(object); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
};
using Pipeline = std::unique_ptr<GstElement, Unref>;
using Object = std::unique_ptr<GstObject, Unref>;
using Message = std::unique_ptr<GstMessage, Unref>;

/// Throws @p error, which it frees, as a std::runtime_error.
[[noreturn]] inline void fail(GError* error) {
  const std::string reason = error->message;
  g_error_free(error);
  throw std::runtime_error(reason);
}

/// The pipeline that @p description describes.
/// @throws std::runtime_error if there is none
inline Pipeline parse_pipeline(const std::string& description) {
  GError* error = nullptr;
  Pipeline pipeline(gst_parse_launch(description.c_str(), &error));
  if (error) fail(error);
  return pipeline;
}

/// The element @p name of @p pipeline, or nothing.
inline Object element(const Pipeline& pipeline, const char* name) {
  return Object(GST_OBJECT(gst_bin_get_by_name(GST_BIN(pipeline.get()), name)));
}

}  // namespace mood::accuracy
