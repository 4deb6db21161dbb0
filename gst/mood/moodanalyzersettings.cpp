/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodanalyzersettings.h"

enum
{
  PROP_0,
  PROP_INTERVAL,
  PROP_ANALYSIS,
  PROP_ANALYSIS_INTERVAL,
  PROP_WINDOW,
  PROP_RESAMPLER,
  PROP_ISOLATION,
  PROP_DROP,
  PROP_SENSITIVITY,
  PROP_SMOOTHING,
  PROP_SILENCE_THRESHOLD,
  PROP_REGION_SIZE,
  PROP_TIMEOUT,
  PROP_HEALTH_INTERVAL,
  PROP_EXTRACTOR_PATH,
  PROP_POST_MESSAGES,
  PROP_SEND_EVENTS,
  PROP_MESSAGE_FEATURES,
};

#define NEXT_CAPS "; a change while playing counts from the next caps on"

static void
install_analysis (GObjectClass *klass, const MoodAnalyzerSettings &defaults,
                  GParamFlags flags)
{
  g_object_class_install_property (
      klass, PROP_ANALYSIS,
      g_param_spec_enum ("analysis", "Analysis",
                         "How much is analysed" NEXT_CAPS,
                         GST_TYPE_MOOD_ANALYSIS, defaults.analysis, flags));
  g_object_class_install_property (
      klass, PROP_ANALYSIS_INTERVAL,
      g_param_spec_uint64 (
          "analysis-interval", "Analysis interval",
          "Stream time between advanced analyses (ns)" NEXT_CAPS,
          100 * GST_MSECOND, 10 * GST_SECOND, defaults.analysis_interval,
          flags));
  g_object_class_install_property (
      klass, PROP_WINDOW,
      g_param_spec_uint64 (
          "window", "Window",
          "Audio that an advanced analysis sees (ns)" NEXT_CAPS, GST_SECOND,
          mood::ipc::kMaximumWindow_ns, defaults.window, flags));
  g_object_class_install_property (
      klass, PROP_RESAMPLER,
      g_param_spec_enum (
          "resampler", "Resampler",
          "How windows get to the 22,050 Hz of the advanced analysis" NEXT_CAPS,
          GST_TYPE_MOOD_RESAMPLER, defaults.resampler, flags));
}

void
MoodAnalyzerSettings::install (GObjectClass *klass)
{
  const MoodAnalyzerSettings defaults;
  const auto always = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_PLAYING);
  const auto ready = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_READY);

  g_object_class_install_property (
      klass, PROP_INTERVAL,
      g_param_spec_uint64 ("interval", "Interval",
                           "Stream time between mood messages (ns)" NEXT_CAPS,
                           33 * GST_MSECOND, 5 * GST_SECOND, defaults.interval,
                           ready));
  install_analysis (klass, defaults, ready);
  g_object_class_install_property (
      klass, PROP_ISOLATION,
      g_param_spec_enum ("isolation", "Isolation", "Where the analysis runs",
                         GST_TYPE_MOOD_ISOLATION, defaults.isolation, ready));
  g_object_class_install_property (
      klass, PROP_DROP,
      g_param_spec_enum (
          "drop", "Drop",
          "Whether audio is left out when the analysis is behind",
          GST_TYPE_MOOD_DROP, defaults.drop, ready));
  g_object_class_install_property (
      klass, PROP_SENSITIVITY,
      g_param_spec_double ("sensitivity", "Sensitivity",
                           "How strongly the metrics respond to the music", 0,
                           1, defaults.analysis_settings.sensitivity, always));
  g_object_class_install_property (
      klass, PROP_SMOOTHING,
      g_param_spec_double ("smoothing", "Smoothing",
                           "How slowly the metrics follow", 0, 1,
                           defaults.analysis_settings.smoothing, always));
  g_object_class_install_property (
      klass, PROP_SILENCE_THRESHOLD,
      g_param_spec_double ("silence-threshold", "Silence threshold",
                           "Level below which there is silence (dBFS)", -120, 0,
                           defaults.analysis_settings.silence_threshold_db,
                           always));
  g_object_class_install_property (
      klass, PROP_REGION_SIZE,
      g_param_spec_uint64 (
          "region-size", "Region size",
          "Shared audio memory in bytes, 64 KiB to 100 MiB (0 = auto: four "
          "seconds, or the window and two more); other values are brought "
          "into the range",
          0, mood::ipc::kMaximumRegionBytes, defaults.region_size, ready));
  g_object_class_install_property (
      klass, PROP_TIMEOUT,
      g_param_spec_uint64 (
          "timeout", "Timeout",
          "A helper that makes no progress for this long is hung (ns)",
          50 * GST_MSECOND, 600 * GST_SECOND, defaults.timeout, ready));
  g_object_class_install_property (
      klass, PROP_HEALTH_INTERVAL,
      g_param_spec_uint64 ("health-interval", "Health interval",
                           "How often an idle helper is probed (ns)",
                           100 * GST_MSECOND, 3600 * GST_SECOND,
                           defaults.health_interval, ready));
  g_object_class_install_property (
      klass, PROP_EXTRACTOR_PATH,
      g_param_spec_string (
          "extractor-path", "Extractor path",
          "The helper program (NULL = environment's GST_MOOD_EXTRACTOR, or "
          "the installed one)",
          nullptr, ready));
  g_object_class_install_property (
      klass, PROP_POST_MESSAGES,
      g_param_spec_boolean ("post-messages", "Post messages",
                            "Post results as element messages", TRUE, always));
  g_object_class_install_property (
      klass, PROP_SEND_EVENTS,
      g_param_spec_boolean ("send-events", "Send events",
                            "Send results downstream as custom events", TRUE,
                            always));
  g_object_class_install_property (
      klass, PROP_MESSAGE_FEATURES,
      g_param_spec_boolean (
          "message-features", "Message features",
          "Post and send mood-features too: all that an advanced analysis "
          "found",
          FALSE, always));
  for (const GType type : { GST_TYPE_MOOD_ANALYSIS, GST_TYPE_MOOD_RESAMPLER,
                            GST_TYPE_MOOD_ISOLATION, GST_TYPE_MOOD_DROP })
    gst_type_mark_as_plugin_api (type, static_cast<GstPluginAPIFlags> (0));
}

bool
MoodAnalyzerSettings::set (guint id, const GValue *value)
{
  switch (id) {
  case PROP_INTERVAL:
    interval = g_value_get_uint64 (value);
    break;
  case PROP_ANALYSIS:
    analysis = g_value_get_enum (value);
    break;
  case PROP_ANALYSIS_INTERVAL:
    analysis_interval = g_value_get_uint64 (value);
    break;
  case PROP_WINDOW:
    window = g_value_get_uint64 (value);
    break;
  case PROP_RESAMPLER:
    resampler = g_value_get_enum (value);
    break;
  case PROP_ISOLATION:
    isolation = g_value_get_enum (value);
    break;
  case PROP_DROP:
    drop = g_value_get_enum (value);
    break;
  case PROP_SENSITIVITY:
    analysis_settings.sensitivity = g_value_get_double (value);
    break;
  case PROP_SMOOTHING:
    analysis_settings.smoothing = g_value_get_double (value);
    break;
  case PROP_SILENCE_THRESHOLD:
    analysis_settings.silence_threshold_db = g_value_get_double (value);
    break;
  case PROP_REGION_SIZE:
    region_size = g_value_get_uint64 (value);
    break;
  case PROP_TIMEOUT:
    timeout = g_value_get_uint64 (value);
    break;
  case PROP_HEALTH_INTERVAL:
    health_interval = g_value_get_uint64 (value);
    break;
  case PROP_EXTRACTOR_PATH: {
    const gchar *path = g_value_get_string (value);
    extractor_path = path ? path : "";
    break;
  }
  case PROP_POST_MESSAGES:
    post_messages = g_value_get_boolean (value);
    break;
  case PROP_SEND_EVENTS:
    send_events = g_value_get_boolean (value);
    break;
  case PROP_MESSAGE_FEATURES:
    message_features = g_value_get_boolean (value);
    break;
  default:
    return false;
  }
  return true;
}

bool
MoodAnalyzerSettings::get (guint id, GValue *value) const
{
  switch (id) {
  case PROP_INTERVAL:
    g_value_set_uint64 (value, interval);
    break;
  case PROP_ANALYSIS:
    g_value_set_enum (value, analysis);
    break;
  case PROP_ANALYSIS_INTERVAL:
    g_value_set_uint64 (value, analysis_interval);
    break;
  case PROP_WINDOW:
    g_value_set_uint64 (value, window);
    break;
  case PROP_RESAMPLER:
    g_value_set_enum (value, resampler);
    break;
  case PROP_ISOLATION:
    g_value_set_enum (value, isolation);
    break;
  case PROP_DROP:
    g_value_set_enum (value, drop);
    break;
  case PROP_SENSITIVITY:
    g_value_set_double (value, analysis_settings.sensitivity);
    break;
  case PROP_SMOOTHING:
    g_value_set_double (value, analysis_settings.smoothing);
    break;
  case PROP_SILENCE_THRESHOLD:
    g_value_set_double (value, analysis_settings.silence_threshold_db);
    break;
  case PROP_REGION_SIZE:
    g_value_set_uint64 (value, region_size);
    break;
  case PROP_TIMEOUT:
    g_value_set_uint64 (value, timeout);
    break;
  case PROP_HEALTH_INTERVAL:
    g_value_set_uint64 (value, health_interval);
    break;
  case PROP_EXTRACTOR_PATH:
    g_value_set_string (
        value, extractor_path.empty () ? nullptr : extractor_path.c_str ());
    break;
  case PROP_POST_MESSAGES:
    g_value_set_boolean (value, post_messages);
    break;
  case PROP_SEND_EVENTS:
    g_value_set_boolean (value, send_events);
    break;
  case PROP_MESSAGE_FEATURES:
    g_value_set_boolean (value, message_features);
    break;
  default:
    return false;
  }
  return true;
}

mood::ExtractorOptions
MoodAnalyzerSettings::extractor_options () const
{
  mood::ExtractorOptions options;
  options.isolation = static_cast<mood::Isolation> (isolation);
  options.helper_path = extractor_path;
  options.timeout = std::chrono::nanoseconds (timeout);
  options.health_interval = std::chrono::nanoseconds (health_interval);
  return options;
}

mood::Feeder::Parameters
MoodAnalyzerSettings::feeder_parameters () const
{
  mood::Feeder::Parameters parameters;
  parameters.region_bytes = region_size;
  parameters.interval_ns = interval;
  parameters.window_ns = analysis == GST_MOOD_ANALYSIS_ADVANCED ? window : 0;
  parameters.analysis_interval_ns = analysis_interval;
  parameters.resampling = static_cast<mood::ipc::WindowResampling> (resampler);
  parameters.timeout = std::chrono::nanoseconds (timeout);
  parameters.settings = analysis_settings;
  return parameters;
}
