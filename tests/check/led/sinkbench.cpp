/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sinkbench.h"

#include <gst/app/gstappsrc.h>
#include <gtest/gtest.h>

namespace mood::test {

SinkBench::SinkBench(const std::string& sink) {
  const std::string description =
      "appsrc name=source format=time max-bytes=0 "
      "caps=application/x-led-scene,format=json ! " +
      sink +
      " name=sink sync=false async=false retry-min-interval=20000000 "
      "retry-max-interval=100000000";
  GError* error = nullptr;
  pipeline_ = gst_parse_launch(description.c_str(), &error);
  EXPECT_EQ(error, nullptr) << error->message;
  gst_object_ref_sink(pipeline_);
  source_ = gst_bin_get_by_name(GST_BIN(pipeline_), "source");
  sink_ = gst_bin_get_by_name(GST_BIN(pipeline_), "sink");
  log_ = std::make_unique<MessageLog>(pipeline_);
}

SinkBench::~SinkBench() {
  stop();
  log_.reset();
  gst_object_unref(source_);
  gst_object_unref(sink_);
  gst_object_unref(pipeline_);
}

GstStateChangeReturn SinkBench::start() {
  return gst_element_set_state(pipeline_, GST_STATE_PLAYING);
}

void SinkBench::start_by_the_clock() {
  g_object_set(sink_, "sync", TRUE, nullptr);
  start();
  ASSERT_EQ(gst_element_get_state(pipeline_, nullptr, nullptr, 20 * GST_SECOND),
            GST_STATE_CHANGE_SUCCESS);
}

GstClockTime SinkBench::running_time() const {
  GstClock* clock = gst_element_get_clock(pipeline_);
  const GstClockTime now =
      gst_clock_get_time(clock) - gst_element_get_base_time(pipeline_);
  gst_object_unref(clock);
  return now;
}

void SinkBench::stop() { gst_element_set_state(pipeline_, GST_STATE_NULL); }

void SinkBench::push(const std::string& text, GstClockTime pts_ns) {
  GstBuffer* buffer = gst_buffer_new_memdup(text.data(), text.size());
  GST_BUFFER_PTS(buffer) = pts_ns;
  EXPECT_EQ(gst_app_src_push_buffer(GST_APP_SRC(source_), buffer), GST_FLOW_OK);
}

guint64 SinkBench::stat(const char* name) const {
  GstStructure* stats = nullptr;
  g_object_get(sink_, "stats", &stats, nullptr);
  guint64 wide = 0;
  guint narrow = 0;
  if (!gst_structure_get_uint64(stats, name, &wide)) {
    EXPECT_TRUE(gst_structure_get_uint(stats, name, &narrow)) << name;
    wide = narrow;
  }
  gst_structure_free(stats);
  return wide;
}

std::string SinkBench::last_error() const {
  GstStructure* stats = nullptr;
  g_object_get(sink_, "stats", &stats, nullptr);
  const std::string error = gst_structure_get_string(stats, "last-error");
  gst_structure_free(stats);
  return error;
}

bool SinkBench::tells(const std::string& text) const {
  for (const GstMessageType type : {GST_MESSAGE_WARNING, GST_MESSAGE_ERROR})
    for (const std::string& told : log_->texts(type))
      if (told.find(text) != std::string::npos) return true;
  return last_error().find(text) != std::string::npos;
}

std::string brightness_line(double brightness) {
  return R"({"v":1,"command":"effect","brightness":)" +
         std::to_string(brightness) + "}\n";
}

}  // namespace mood::test
