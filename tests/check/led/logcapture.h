/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <mutex>
#include <string>

namespace mood::test {

/// Everything that GStreamer logs at its most talkative.
class LogCapture {
 public:
  LogCapture() {
    gst_debug_remove_log_function(gst_debug_log_default);
    gst_debug_add_log_function(take, this, nullptr);
    gst_debug_set_active(TRUE);
    gst_debug_set_default_threshold(GST_LEVEL_MEMDUMP);
  }
  ~LogCapture() {
    gst_debug_set_default_threshold(GST_LEVEL_NONE);
    gst_debug_remove_log_function_by_data(this);
    gst_debug_add_log_function(gst_debug_log_default, nullptr, nullptr);
  }
  bool contains(const std::string& part) {
    const std::lock_guard lock(mutex_);
    return text_.find(part) != std::string::npos;
  }

 private:
  static void take(GstDebugCategory*, GstDebugLevel, const gchar*, const gchar*,
                   gint, GObject*, GstDebugMessage* message, gpointer self) {
    auto* capture = static_cast<LogCapture*>(self);
    // Describing objects may log in its turn.
    const std::string line = gst_debug_message_get(message);
    const std::lock_guard lock(capture->mutex_);
    capture->text_ += line + '\n';
  }

  std::mutex mutex_;
  std::string text_;
};

}  // namespace mood::test
