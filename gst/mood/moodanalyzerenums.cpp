/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodanalyzerenums.h"

GType
gst_mood_analysis_get_type (void)
{
  static const GEnumValue values[] = {
    { GST_MOOD_ANALYSIS_ADVANCED, "The key and librosa's features too",
      "advanced" },
    { GST_MOOD_ANALYSIS_BASIC, "Metrics, states, beats and tempo", "basic" },
    { 0, nullptr, nullptr },
  };
  static const GType type = g_enum_register_static ("GstMoodAnalysis", values);
  return type;
}

GType
gst_mood_isolation_get_type (void)
{
  static const GEnumValue values[] = {
    { GST_MOOD_ISOLATION_AUTO, "Process if there is a helper, else thread",
      "auto" },
    { GST_MOOD_ISOLATION_PROCESS, "Helper process", "process" },
    { GST_MOOD_ISOLATION_THREAD, "Thread of this process", "thread" },
    { GST_MOOD_ISOLATION_NONE, "In the streaming thread (blocks it)", "none" },
    { 0, nullptr, nullptr },
  };
  static const GType type = g_enum_register_static ("GstMoodIsolation", values);
  return type;
}

GType
gst_mood_drop_get_type (void)
{
  static const GEnumValue values[] = {
    { GST_MOOD_DROP_AUTO, "Live sources drop, others wait", "auto" },
    { GST_MOOD_DROP_ALWAYS, "Never wait for the analysis", "always" },
    { GST_MOOD_DROP_NEVER, "Wait, so that results are complete", "never" },
    { 0, nullptr, nullptr },
  };
  static const GType type = g_enum_register_static ("GstMoodDrop", values);
  return type;
}

GType
gst_mood_resampler_get_type (void)
{
  static const GEnumValue values[] = {
    { GST_MOOD_RESAMPLER_SOXR_HQ, "libsoxr, as librosa by default", "soxr-hq" },
    { GST_MOOD_RESAMPLER_KAISER_BEST, "resampy's kaiser_best, as LedFx",
      "kaiser-best" },
    { 0, nullptr, nullptr },
  };
  static const GType type = g_enum_register_static ("GstMoodResampler", values);
  return type;
}
