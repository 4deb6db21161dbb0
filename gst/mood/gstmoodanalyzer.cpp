/* SPDX-License-Identifier: LGPL-2.1-or-later */
/**
 * SECTION:element-moodanalyzer
 * @title: moodanalyzer
 *
 * Hears what mood the music is in and says so, in element messages on the bus
 * and in events that travel with the audio. The audio passes untouched and
 * undelayed; the analysis runs in a helper process.
 *
 * ## Example pipeline
 * |[
 * gst-launch-1.0 -m pulsesrc ! audioconvert ! moodanalyzer ! fakesink
 * ]|
 */
#include "gstmoodanalyzer.h"

#include <atomic>
#include <exception>
#include <string>

#include "analyzerstream.h"
#include "moodanalyzerenums.h"

GST_DEBUG_CATEGORY_STATIC (gst_mood_analyzer_debug);
#define GST_CAT_DEFAULT gst_mood_analyzer_debug

enum
{
  PROP_0,
  PROP_INTERVAL,
  PROP_ANALYSIS,
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
  PROP_STATS,
};

#define DEFAULT_INTERVAL (100 * GST_MSECOND)
#define DEFAULT_ANALYSIS GST_MOOD_ANALYSIS_BASIC
#define DEFAULT_ISOLATION GST_MOOD_ISOLATION_AUTO
#define DEFAULT_DROP GST_MOOD_DROP_AUTO
#define DEFAULT_SENSITIVITY 0.5
#define DEFAULT_SMOOTHING 0.3
#define DEFAULT_SILENCE_THRESHOLD -60.0
#define DEFAULT_REGION_SIZE 0
#define DEFAULT_TIMEOUT (5 * GST_SECOND)
#define DEFAULT_HEALTH_INTERVAL (30 * GST_SECOND)

namespace
{

struct Settings
{
  guint64 interval = DEFAULT_INTERVAL;
  gint analysis = DEFAULT_ANALYSIS;
  gint isolation = DEFAULT_ISOLATION;
  gint drop = DEFAULT_DROP;
  guint64 region_size = DEFAULT_REGION_SIZE;
  guint64 timeout = DEFAULT_TIMEOUT;
  guint64 health_interval = DEFAULT_HEALTH_INTERVAL;
  std::string extractor_path;
  mood::ipc::AnalysisSettings analysis_settings
      = { DEFAULT_SENSITIVITY, DEFAULT_SMOOTHING, DEFAULT_SILENCE_THRESHOLD };
};

}

struct _GstMoodAnalyzer
{
  GstAudioFilter parent;

  Settings *settings;           /* with the object lock */
  std::atomic<bool> *dirty;     /* analysis_settings changed; any thread */
  mood::AnalyzerStream *stream; /* threads as its methods say */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (GstMoodAnalyzer, gst_mood_analyzer,
    GST_TYPE_AUDIO_FILTER,
    GST_DEBUG_CATEGORY_INIT (gst_mood_analyzer_debug, "moodanalyzer", 0,
        "mood analyzer"));
GST_ELEMENT_REGISTER_DEFINE (moodanalyzer, "moodanalyzer", GST_RANK_NONE,
    GST_TYPE_MOOD_ANALYZER);

static Settings
gst_mood_analyzer_copy_settings (GstMoodAnalyzer *self)
{
  GST_OBJECT_LOCK (self);
  Settings settings = *self->settings;
  GST_OBJECT_UNLOCK (self);
  return settings;
}

static void
gst_mood_analyzer_set_property (GObject *object, guint id, const GValue *value,
    GParamSpec *spec)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (object);
  mood::ResultPoster &poster = self->stream->poster ();

  GST_OBJECT_LOCK (self);
  Settings &settings = *self->settings;
  switch (id) {
  case PROP_INTERVAL:
    settings.interval = g_value_get_uint64 (value);
    break;
  case PROP_ANALYSIS:
    settings.analysis = g_value_get_enum (value);
    break;
  case PROP_ISOLATION:
    settings.isolation = g_value_get_enum (value);
    break;
  case PROP_DROP:
    settings.drop = g_value_get_enum (value);
    break;
  case PROP_SENSITIVITY:
    settings.analysis_settings.sensitivity = g_value_get_double (value);
    *self->dirty = true;
    break;
  case PROP_SMOOTHING:
    settings.analysis_settings.smoothing = g_value_get_double (value);
    *self->dirty = true;
    break;
  case PROP_SILENCE_THRESHOLD:
    settings.analysis_settings.silence_threshold_db
        = g_value_get_double (value);
    *self->dirty = true;
    break;
  case PROP_REGION_SIZE:
    settings.region_size = g_value_get_uint64 (value);
    break;
  case PROP_TIMEOUT:
    settings.timeout = g_value_get_uint64 (value);
    break;
  case PROP_HEALTH_INTERVAL:
    settings.health_interval = g_value_get_uint64 (value);
    break;
  case PROP_EXTRACTOR_PATH: {
    const gchar *path = g_value_get_string (value);
    settings.extractor_path = path ? path : "";
    break;
  }
  case PROP_POST_MESSAGES:
    poster.post_messages = g_value_get_boolean (value);
    break;
  case PROP_SEND_EVENTS:
    poster.send_events = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    break;
  }
  GST_OBJECT_UNLOCK (self);
}

static void
gst_mood_analyzer_get_property (GObject *object, guint id, GValue *value,
    GParamSpec *spec)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (object);
  const Settings settings = gst_mood_analyzer_copy_settings (self);
  mood::ResultPoster &poster = self->stream->poster ();

  switch (id) {
  case PROP_INTERVAL:
    g_value_set_uint64 (value, settings.interval);
    break;
  case PROP_ANALYSIS:
    g_value_set_enum (value, settings.analysis);
    break;
  case PROP_ISOLATION:
    g_value_set_enum (value, settings.isolation);
    break;
  case PROP_DROP:
    g_value_set_enum (value, settings.drop);
    break;
  case PROP_SENSITIVITY:
    g_value_set_double (value, settings.analysis_settings.sensitivity);
    break;
  case PROP_SMOOTHING:
    g_value_set_double (value, settings.analysis_settings.smoothing);
    break;
  case PROP_SILENCE_THRESHOLD:
    g_value_set_double (value,
        settings.analysis_settings.silence_threshold_db);
    break;
  case PROP_REGION_SIZE:
    g_value_set_uint64 (value, settings.region_size);
    break;
  case PROP_TIMEOUT:
    g_value_set_uint64 (value, settings.timeout);
    break;
  case PROP_HEALTH_INTERVAL:
    g_value_set_uint64 (value, settings.health_interval);
    break;
  case PROP_EXTRACTOR_PATH:
    g_value_set_string (value, settings.extractor_path.empty ()
            ? nullptr
            : settings.extractor_path.c_str ());
    break;
  case PROP_POST_MESSAGES:
    g_value_set_boolean (value, poster.post_messages);
    break;
  case PROP_SEND_EVENTS:
    g_value_set_boolean (value, poster.send_events);
    break;
  case PROP_STATS:
    g_value_take_boxed (value, self->stream->stats ());
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    break;
  }
}

static gboolean
gst_mood_analyzer_start (GstBaseTransform *trans)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (trans);
  const Settings settings = gst_mood_analyzer_copy_settings (self);
  mood::ExtractorOptions options;
  options.isolation = static_cast<mood::Isolation> (settings.isolation);
  options.helper_path = settings.extractor_path;
  options.timeout = std::chrono::nanoseconds (settings.timeout);
  options.health_interval = std::chrono::nanoseconds (settings.health_interval);

  std::string error, warning;
  const bool started = self->stream->start (options, error, warning);
  if (!started)
    GST_ELEMENT_ERROR (self, RESOURCE, NOT_FOUND,
        ("The mood analysis cannot run: %s.", error.c_str ()),
        ("set extractor-path or the environment's GST_MOOD_EXTRACTOR, or "
         "install the helper"));
  else if (!warning.empty ())
    GST_ELEMENT_WARNING (self, RESOURCE, NOT_FOUND,
        ("The mood analysis does not run as it should: %s.",
            warning.c_str ()),
        ("isolation=auto"));
  return started;
}

static gboolean
gst_mood_analyzer_stop (GstBaseTransform *trans)
{
  GST_MOOD_ANALYZER (trans)->stream->stop ();
  return TRUE;
}

/* Live sources cannot wait for an analysis; others can, and their results
 * are then complete and repeatable. */
static mood::Feeder::Pace
gst_mood_analyzer_pace (GstMoodAnalyzer *self, gint drop)
{
  gboolean live = FALSE;

  if (drop == GST_MOOD_DROP_AUTO) {
    GstQuery *query = gst_query_new_latency ();
    if (gst_pad_peer_query (GST_BASE_TRANSFORM_SINK_PAD (self), query))
      gst_query_parse_latency (query, &live, nullptr, nullptr);
    gst_query_unref (query);
  }
  return live || drop == GST_MOOD_DROP_ALWAYS ? mood::Feeder::Pace::kLive
                                              : mood::Feeder::Pace::kComplete;
}

static gboolean
gst_mood_analyzer_setup (GstAudioFilter *filter, const GstAudioInfo *info)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (filter);
  const Settings settings = gst_mood_analyzer_copy_settings (self);
  mood::AnalyzerStream::Parameters parameters;
  parameters.interval_ns = settings.interval;
  parameters.region_bytes = settings.region_size;
  parameters.timeout = std::chrono::nanoseconds (settings.timeout);
  parameters.settings = settings.analysis_settings;

  self->stream->set_format (*info,
      gst_mood_analyzer_pace (self, settings.drop), parameters);
  return TRUE;
}

static GstFlowReturn
gst_mood_analyzer_transform_ip (GstBaseTransform *trans, GstBuffer *buffer)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (trans);

  if (self->dirty->exchange (false)) {
    const Settings settings = gst_mood_analyzer_copy_settings (self);
    self->stream->set_settings (settings.analysis_settings);
  }
  self->stream->process (buffer);
  return GST_FLOW_OK;
}

static gboolean
gst_mood_analyzer_sink_event (GstBaseTransform *trans, GstEvent *event)
{
  mood::AnalyzerStream *stream = GST_MOOD_ANALYZER (trans)->stream;
  const GstEventType type = GST_EVENT_TYPE (event);

  switch (type) {
  case GST_EVENT_FLUSH_START:
    stream->interrupt (true);
    break;
  case GST_EVENT_FLUSH_STOP:
    stream->flush ();
    stream->interrupt (false);
    break;
  case GST_EVENT_STREAM_START:
    stream->end_epoch ();
    stream->new_stream ();
    break;
  case GST_EVENT_SEGMENT:
    stream->end_epoch ();
    break;
  case GST_EVENT_GAP: {
    GstClockTime timestamp, duration;
    gst_event_parse_gap (event, &timestamp, &duration);
    stream->process_gap (timestamp, duration);
    break;
  }
  case GST_EVENT_EOS:
    stream->drain ();
    break;
  default:
    break;
  }
  const gboolean handled
      = GST_BASE_TRANSFORM_CLASS (gst_mood_analyzer_parent_class)
            ->sink_event (trans, event);
  if (type == GST_EVENT_SEGMENT)
    stream->segment_sent ();
  return handled;
}

static GstStateChangeReturn
gst_mood_analyzer_change_state (GstElement *element, GstStateChange transition)
{
  mood::AnalyzerStream *stream = GST_MOOD_ANALYZER (element)->stream;

  if (transition == GST_STATE_CHANGE_PAUSED_TO_READY)
    stream->interrupt (true);
  return GST_ELEMENT_CLASS (gst_mood_analyzer_parent_class)
      ->change_state (element, transition);
}

static void
gst_mood_analyzer_init (GstMoodAnalyzer *self)
{
  GstBaseTransform *trans = GST_BASE_TRANSFORM (self);

  self->settings = new Settings ();
  self->dirty = new std::atomic<bool> (false);
  self->stream = new mood::AnalyzerStream (trans);
  gst_base_transform_set_passthrough (trans, TRUE);
  gst_base_transform_set_gap_aware (trans, TRUE);
}

static void
gst_mood_analyzer_finalize (GObject *object)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (object);

  delete self->stream;
  delete self->dirty;
  delete self->settings;
  G_OBJECT_CLASS (gst_mood_analyzer_parent_class)->finalize (object);
}

static void
gst_mood_analyzer_install_properties (GObjectClass *klass)
{
  const auto always = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_PLAYING);
  const auto ready = static_cast<GParamFlags> (
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_READY);

  g_object_class_install_property (klass, PROP_INTERVAL,
      g_param_spec_uint64 ("interval", "Interval",
          "Stream time between mood messages (ns)", 33 * GST_MSECOND,
          5 * GST_SECOND, DEFAULT_INTERVAL, ready));
  g_object_class_install_property (klass, PROP_ANALYSIS,
      g_param_spec_enum ("analysis", "Analysis", "How much is analysed",
          GST_TYPE_MOOD_ANALYSIS, DEFAULT_ANALYSIS, ready));
  g_object_class_install_property (klass, PROP_ISOLATION,
      g_param_spec_enum ("isolation", "Isolation", "Where the analysis runs",
          GST_TYPE_MOOD_ISOLATION, DEFAULT_ISOLATION, ready));
  g_object_class_install_property (klass, PROP_DROP,
      g_param_spec_enum ("drop", "Drop",
          "Whether audio is left out when the analysis is behind",
          GST_TYPE_MOOD_DROP, DEFAULT_DROP, ready));
  g_object_class_install_property (klass, PROP_SENSITIVITY,
      g_param_spec_double ("sensitivity", "Sensitivity",
          "How strongly the metrics respond to the music", 0, 1,
          DEFAULT_SENSITIVITY, always));
  g_object_class_install_property (klass, PROP_SMOOTHING,
      g_param_spec_double ("smoothing", "Smoothing",
          "How slowly the metrics follow", 0, 1, DEFAULT_SMOOTHING, always));
  g_object_class_install_property (klass, PROP_SILENCE_THRESHOLD,
      g_param_spec_double ("silence-threshold", "Silence threshold",
          "Level below which there is silence (dBFS)", -120, 0,
          DEFAULT_SILENCE_THRESHOLD, always));
  g_object_class_install_property (klass, PROP_REGION_SIZE,
      g_param_spec_uint64 ("region-size", "Region size",
          "Shared audio memory in bytes, 64 KiB to 100 MiB (0 = auto: five "
          "seconds); other values are brought into the range", 0,
          mood::ipc::kMaximumRegionBytes, DEFAULT_REGION_SIZE, ready));
  g_object_class_install_property (klass, PROP_TIMEOUT,
      g_param_spec_uint64 ("timeout", "Timeout",
          "A helper that makes no progress for this long is hung (ns)",
          50 * GST_MSECOND, 600 * GST_SECOND, DEFAULT_TIMEOUT, ready));
  g_object_class_install_property (klass, PROP_HEALTH_INTERVAL,
      g_param_spec_uint64 ("health-interval", "Health interval",
          "How often an idle helper is probed (ns)", 100 * GST_MSECOND,
          3600 * GST_SECOND, DEFAULT_HEALTH_INTERVAL, ready));
  g_object_class_install_property (klass, PROP_EXTRACTOR_PATH,
      g_param_spec_string ("extractor-path", "Extractor path",
          "The helper program (NULL = environment's GST_MOOD_EXTRACTOR, or "
          "the installed one)", nullptr, ready));
  g_object_class_install_property (klass, PROP_POST_MESSAGES,
      g_param_spec_boolean ("post-messages", "Post messages",
          "Post results as element messages", TRUE, always));
  g_object_class_install_property (klass, PROP_SEND_EVENTS,
      g_param_spec_boolean ("send-events", "Send events",
          "Send results downstream as custom events", TRUE, always));
  g_object_class_install_property (klass, PROP_STATS,
      g_param_spec_boxed ("stats", "Statistics",
          "frames, analyses, skipped-analyses, overruns, non-finite-samples, "
          "helper-pid, restarts, analysis-time-avg (ns), last-error, backend",
          GST_TYPE_STRUCTURE, static_cast<GParamFlags> (
              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)));
}

static void
gst_mood_analyzer_class_init (GstMoodAnalyzerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseTransformClass *trans_class = GST_BASE_TRANSFORM_CLASS (klass);
  GstAudioFilterClass *filter_class = GST_AUDIO_FILTER_CLASS (klass);

  object_class->set_property = gst_mood_analyzer_set_property;
  object_class->get_property = gst_mood_analyzer_get_property;
  object_class->finalize = gst_mood_analyzer_finalize;
  gst_mood_analyzer_install_properties (object_class);

  gst_element_class_set_static_metadata (element_class, "Mood analyzer",
      "Filter/Analyzer/Audio",
      "Tells the mood of the music in messages and events",
      "The gst-mood developers");
  GstCaps *caps = gst_caps_from_string ("audio/x-raw, format=(string)"
      GST_AUDIO_FORMATS_ALL ", rate=(int)[4000, 384000], "
      "channels=(int)[1, 64], "
      "layout=(string){ interleaved, non-interleaved }");
  gst_audio_filter_class_add_pad_templates (filter_class, caps);
  gst_caps_unref (caps);
  element_class->change_state
      = GST_DEBUG_FUNCPTR (gst_mood_analyzer_change_state);

  trans_class->start = GST_DEBUG_FUNCPTR (gst_mood_analyzer_start);
  trans_class->stop = GST_DEBUG_FUNCPTR (gst_mood_analyzer_stop);
  trans_class->transform_ip
      = GST_DEBUG_FUNCPTR (gst_mood_analyzer_transform_ip);
  trans_class->transform_ip_on_passthrough = TRUE;
  trans_class->sink_event = GST_DEBUG_FUNCPTR (gst_mood_analyzer_sink_event);
  filter_class->setup = GST_DEBUG_FUNCPTR (gst_mood_analyzer_setup);

  gst_type_mark_as_plugin_api (GST_TYPE_MOOD_ANALYSIS,
      static_cast<GstPluginAPIFlags> (0));
  gst_type_mark_as_plugin_api (GST_TYPE_MOOD_ISOLATION,
      static_cast<GstPluginAPIFlags> (0));
  gst_type_mark_as_plugin_api (GST_TYPE_MOOD_DROP,
      static_cast<GstPluginAPIFlags> (0));
}
