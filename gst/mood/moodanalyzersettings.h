/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "extractorfactory.h"
#include "feeder.h"
#include "moodanalyzerenums.h"

/// What the properties of moodanalyzer say, and their GObject side.
struct MoodAnalyzerSettings
{
  guint64 interval = 100 * GST_MSECOND;
  gint analysis = GST_MOOD_ANALYSIS_ADVANCED;
  guint64 analysis_interval = 2 * GST_SECOND;
  guint64 window = 3 * GST_SECOND;
  gint resampler = GST_MOOD_RESAMPLER_SOXR_HQ;
  gint isolation = GST_MOOD_ISOLATION_AUTO;
  gint drop = GST_MOOD_DROP_AUTO;
  guint64 region_size = 0;
  guint64 timeout = 5 * GST_SECOND;
  guint64 health_interval = 30 * GST_SECOND;
  std::string extractor_path;
  bool post_messages = true;
  bool send_events = true;
  bool message_features = false;
  mood::ipc::AnalysisSettings analysis_settings;

  /// Installs all writable properties, with the defaults of this structure,
  /// and marks their types as the plugin's interface.
  /// Their ids are below PROPERTY_END.
  static void
  install (GObjectClass *klass);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  bool
  get (guint id, GValue *value) const;

  mood::ExtractorOptions
  extractor_options () const;
  /// All but layout and pace, which are the stream's.
  mood::Feeder::Parameters
  feeder_parameters () const;

  static constexpr guint PROPERTY_END = 100;
};
