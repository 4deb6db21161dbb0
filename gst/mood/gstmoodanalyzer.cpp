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
#include "moodanalyzersettings.h"
#include "upstreamlatency.h"

GST_DEBUG_CATEGORY_STATIC (gst_mood_analyzer_debug);
#define GST_CAT_DEFAULT gst_mood_analyzer_debug

enum
{
  PROP_STATS = MoodAnalyzerSettings::PROPERTY_END,
};

struct _GstMoodAnalyzer
{
  GstBaseTransform parent;

  MoodAnalyzerSettings *settings; /* with the object lock */
  std::atomic<bool> *dirty;       /* settings changed; any thread */
  mood::AnalyzerStream *stream;   /* threads as its methods say */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (GstMoodAnalyzer, gst_mood_analyzer,
                               GST_TYPE_BASE_TRANSFORM,
                               GST_DEBUG_CATEGORY_INIT (gst_mood_analyzer_debug,
                                                        "moodanalyzer", 0,
                                                        "mood analyzer"));
GST_ELEMENT_REGISTER_DEFINE (moodanalyzer, "moodanalyzer", GST_RANK_NONE,
                             GST_TYPE_MOOD_ANALYZER);

/* Not a GstAudioFilter: that one cuts buffers to the segment and completes
 * their durations, and here they pass untouched. */
#define MOOD_ANALYZER_CAPS                                                     \
  "audio/x-raw, format=(string)" GST_AUDIO_FORMATS_ALL ", "                    \
  "rate=(int)[4000, 384000], channels=(int)[1, 64], "                          \
  "layout=(string){ interleaved, non-interleaved }"

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE (
    "sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS (MOOD_ANALYZER_CAPS));
static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE (
    "src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (MOOD_ANALYZER_CAPS));

static MoodAnalyzerSettings
gst_mood_analyzer_copy_settings (GstMoodAnalyzer *self)
{
  GST_OBJECT_LOCK (self);
  MoodAnalyzerSettings settings = *self->settings;
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
  const bool known = self->settings->set (id, value);
  poster.post_messages = self->settings->post_messages;
  poster.send_events = self->settings->send_events;
  poster.message_features = self->settings->message_features;
  GST_OBJECT_UNLOCK (self);
  *self->dirty = true;
  if (!known)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
gst_mood_analyzer_get_property (GObject *object, guint id, GValue *value,
                                GParamSpec *spec)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (object);

  if (id == PROP_STATS)
    g_value_take_boxed (value, self->stream->stats ());
  else if (!gst_mood_analyzer_copy_settings (self).get (id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static gboolean
gst_mood_analyzer_start (GstBaseTransform *trans)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (trans);
  const MoodAnalyzerSettings settings = gst_mood_analyzer_copy_settings (self);
  std::string error;
  const bool started
      = self->stream->start (settings.extractor_options (), error);
  if (!started)
    GST_ELEMENT_ERROR (
        self, RESOURCE, NOT_FOUND,
        ("The mood analysis cannot run: %s.", error.c_str ()),
        ("set extractor-path or the environment's GST_MOOD_EXTRACTOR, or "
         "install the helper"));
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
  bool drops = drop == GST_MOOD_DROP_ALWAYS;

  if (drop == GST_MOOD_DROP_AUTO) {
    const auto latency
        = mood::query_upstream_latency (GST_BASE_TRANSFORM_SINK_PAD (self));
    drops = latency && latency->live;
  }
  return drops ? mood::Feeder::Pace::kLive : mood::Feeder::Pace::kComplete;
}

static gboolean
gst_mood_analyzer_set_caps (GstBaseTransform *trans, GstCaps *caps, GstCaps *)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (trans);
  GstAudioInfo info;
  const MoodAnalyzerSettings settings = gst_mood_analyzer_copy_settings (self);

  if (!gst_audio_info_from_caps (&info, caps)) {
    GST_ERROR_OBJECT (self, "unusable caps %" GST_PTR_FORMAT, caps);
    return FALSE;
  }
  mood::Feeder::Parameters parameters = settings.feeder_parameters ();
  parameters.pace = gst_mood_analyzer_pace (self, settings.drop);
  self->stream->set_format (info, parameters);
  return TRUE;
}

static GstFlowReturn
gst_mood_analyzer_transform_ip (GstBaseTransform *trans, GstBuffer *buffer)
{
  GstMoodAnalyzer *self = GST_MOOD_ANALYZER (trans);

  if (self->dirty->exchange (false)) {
    const MoodAnalyzerSettings settings
        = gst_mood_analyzer_copy_settings (self);
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

  self->settings = new MoodAnalyzerSettings ();
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
gst_mood_analyzer_class_init (GstMoodAnalyzerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseTransformClass *trans_class = GST_BASE_TRANSFORM_CLASS (klass);

  object_class->set_property = gst_mood_analyzer_set_property;
  object_class->get_property = gst_mood_analyzer_get_property;
  object_class->finalize = gst_mood_analyzer_finalize;
  MoodAnalyzerSettings::install (object_class);
  g_object_class_install_property (
      object_class, PROP_STATS,
      g_param_spec_boxed (
          "stats", "Statistics",
          "frames, analyses, skipped-analyses, moods, skipped-moods, "
          "overruns, non-finite-samples, helper-pid, restarts, "
          "analysis-time-avg (ns), last-error, backend",
          GST_TYPE_STRUCTURE,
          static_cast<GParamFlags> (G_PARAM_READABLE
                                    | G_PARAM_STATIC_STRINGS)));

  gst_element_class_set_static_metadata (
      element_class, "Mood analyzer", "Filter/Analyzer/Audio",
      "Tells the mood of the music in messages and events",
      "The gst-mood developers");
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  element_class->change_state
      = GST_DEBUG_FUNCPTR (gst_mood_analyzer_change_state);

  trans_class->start = GST_DEBUG_FUNCPTR (gst_mood_analyzer_start);
  trans_class->stop = GST_DEBUG_FUNCPTR (gst_mood_analyzer_stop);
  trans_class->transform_ip
      = GST_DEBUG_FUNCPTR (gst_mood_analyzer_transform_ip);
  trans_class->transform_ip_on_passthrough = TRUE;
  trans_class->sink_event = GST_DEBUG_FUNCPTR (gst_mood_analyzer_sink_event);
  trans_class->set_caps = GST_DEBUG_FUNCPTR (gst_mood_analyzer_set_caps);
}
