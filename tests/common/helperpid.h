/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

namespace mood::test {

/// Process that works for the moodanalyzer named "analyzer" in @p pipeline;
/// 0 = none.
inline int helper_pid(GstElement* pipeline) {
  GstElement* analyzer = gst_bin_get_by_name(GST_BIN(pipeline), "analyzer");
  GstStructure* stats = nullptr;
  g_object_get(analyzer, "stats", &stats, nullptr);
  int pid = 0;
  gst_structure_get_int(stats, "helper-pid", &pid);
  gst_structure_free(stats);
  gst_object_unref(analyzer);
  return pid;
}

}  // namespace mood::test
