/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "moodanalyzerenums.h"
#include "protocol.h"

/// What the properties of moodanalyzer say, and their GObject side.
struct MoodAnalyzerSettings
{
  guint64 interval = 100 * GST_MSECOND;
  gint analysis = GST_MOOD_ANALYSIS_BASIC;
  gint isolation = GST_MOOD_ISOLATION_AUTO;
  gint drop = GST_MOOD_DROP_AUTO;
  guint64 region_size = 0;
  guint64 timeout = 5 * GST_SECOND;
  guint64 health_interval = 30 * GST_SECOND;
  std::string extractor_path;
  bool post_messages = true;
  bool send_events = true;
  mood::ipc::AnalysisSettings analysis_settings;

  /// Installs all writable properties, with the defaults of this structure.
  /// Their ids are below PROPERTY_END.
  static void
  install (GObjectClass *klass);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  bool
  get (guint id, GValue *value) const;

  static constexpr guint PROPERTY_END = 100;
};
