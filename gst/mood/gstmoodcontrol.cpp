/* SPDX-License-Identifier: LGPL-2.1-or-later */
/**
 * SECTION:element-moodcontrol
 * @title: moodcontrol
 * @short_description: turns moods into light scenes
 * @see_also: #moodanalyzer
 *
 * Listens to the `mood`, `mood-beat` and `mood-section` events of
 * #moodanalyzer and says what the lamps should do: one buffer per command,
 * one line of JSON each, due at its timestamp. The audio ends here; branch it
 * off with a tee.
 *
 * With a live source the element keeps time by the clock and never holds up
 * its input; otherwise only the time of the stream counts, and the output is
 * the same however fast the stream is read.
 *
 * The commands are posted as element messages `led-scene` as well, when they
 * are pushed. When the element is stopped while it holds the lamps, the last
 * one is a `release`, which by then can no longer travel downstream.
 *
 * ## Example launch lines
 * |[
 * gst-launch-1.0 pulsesrc ! moodanalyzer ! moodcontrol ! fdsink
 * ]| What lamps should do about what is heard here.
 * |[
 * gst-launch-1.0 filesrc location=song.flac ! decodebin ! audioconvert !
 * moodanalyzer ! moodcontrol ! fdsink sync=false
 * ]| The light scenes of a whole song, as fast as it can be read.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "gstmoodcontrol.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <string>
#include <string_view>

#include "configproperty.h"
#include "ledscene.h"
#include "moodcontrolconfig.h"
#include "moodcontrolstream.h"

GST_DEBUG_CATEGORY_STATIC (mood_control_debug);
#define GST_CAT_DEFAULT mood_control_debug

struct _GstMoodControl
{
  GstElement parent;

  GstPad *sink_pad;
  GstPad *src_pad;

  /* Locks itself, and calls back with no lock held that is taken here. */
  mood::MoodControlConfig *config;

  /* Settings: what file and properties say, guarded by settings_lock, which is
   * taken before the stream's own lock. */
  std::mutex settings_lock;
  mood::MoodControlSettings settings;

  /* State: locks itself. */
  mood::MoodControlStream *stream;
};

enum
{
  PROP_STATS = mood::MoodControlSettings::PROPERTY_END,
  PROP_CONFIG,
};

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE (
    "sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);
static GstStaticPadTemplate src_template = GST_STATIC_PAD_TEMPLATE (
    "src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (MOOD_LED_SCENE_CAPS));

#define gst_mood_control_parent_class parent_class
G_DEFINE_TYPE_WITH_CODE (GstMoodControl, gst_mood_control, GST_TYPE_ELEMENT,
                         GST_DEBUG_CATEGORY_INIT (mood_control_debug,
                                                  "moodcontrol", 0,
                                                  "mood to light scenes"));
GST_ELEMENT_REGISTER_DEFINE (moodcontrol, "moodcontrol", GST_RANK_NONE,
                             GST_TYPE_MOOD_CONTROL);

static mood::MoodControlStream *
stream_of (GstObject *object)
{
  return GST_MOOD_CONTROL (object)->stream;
}

static GstFlowReturn
gst_mood_control_chain (GstPad *pad, GstObject *parent,
                        GstBuffer *buffer) noexcept
{
  return stream_of (parent)->chain (buffer);
}

static gboolean
gst_mood_control_sink_event (GstPad *pad, GstObject *parent,
                             GstEvent *event) noexcept
{
  return stream_of (parent)->sink_event (event);
}

static gboolean
gst_mood_control_src_event (GstPad *pad, GstObject *parent,
                            GstEvent *event) noexcept
{
  return stream_of (parent)->src_event (event);
}

static gboolean
gst_mood_control_sink_activate_mode (GstPad *pad, GstObject *parent,
                                     GstPadMode mode, gboolean active) noexcept
{
  if (mode != GST_PAD_MODE_PUSH)
    return FALSE;
  stream_of (parent)->activate_sink (active);
  return TRUE;
}

static gboolean
gst_mood_control_src_activate_mode (GstPad *pad, GstObject *parent,
                                    GstPadMode mode, gboolean active) noexcept
{
  return mode == GST_PAD_MODE_PUSH && stream_of (parent)->activate_src (active);
}

static void
gst_mood_control_set_property (GObject *object, guint id, const GValue *value,
                               GParamSpec *pspec) noexcept
{
  GstMoodControl *self = GST_MOOD_CONTROL (object);

  if (id == PROP_CONFIG) {
    const char *path = g_value_get_string (value);
    self->config->set_path (path != nullptr ? path : "");
    return;
  }
  std::lock_guard lock (self->settings_lock);
  if (self->settings.set (id, value))
    self->stream->set_settings (self->settings);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gst_mood_control_get_property (GObject *object, guint id, GValue *value,
                               GParamSpec *pspec) noexcept
{
  GstMoodControl *self = GST_MOOD_CONTROL (object);

  if (id == PROP_STATS) {
    GstStructure *stats = self->stream->stats ();
    self->config->add_stats (stats);
    g_value_take_boxed (value, stats);
    return;
  }
  if (id == PROP_CONFIG) {
    g_value_set_string (value, self->config->path ().c_str ());
    return;
  }
  std::lock_guard lock (self->settings_lock);
  if (!self->settings.get (id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GstStateChangeReturn
gst_mood_control_change_state (GstElement *element,
                               GstStateChange transition) noexcept
{
  mood::MoodControlStream *stream = GST_MOOD_CONTROL (element)->stream;
  mood::MoodControlConfig *config = GST_MOOD_CONTROL (element)->config;
  if (transition == GST_STATE_CHANGE_NULL_TO_READY && !config->start ())
    return GST_STATE_CHANGE_FAILURE;
  if (transition == GST_STATE_CHANGE_PLAYING_TO_PAUSED)
    stream->set_playing (false);
  const GstStateChangeReturn result
      = GST_ELEMENT_CLASS (parent_class)->change_state (element, transition);
  if (result == GST_STATE_CHANGE_FAILURE)
    return result;
  if (transition == GST_STATE_CHANGE_PAUSED_TO_PLAYING)
    stream->set_playing (true);
  else if (transition == GST_STATE_CHANGE_PAUSED_TO_READY)
    stream->post_stop ();
  else if (transition == GST_STATE_CHANGE_READY_TO_NULL)
    config->stop ();
  return result;
}

static void
gst_mood_control_finalize (GObject *object) noexcept
{
  GstMoodControl *self = GST_MOOD_CONTROL (object);
  delete self->config;
  delete self->stream;
  self->settings.~MoodControlSettings ();
  self->settings_lock.~mutex ();
  G_OBJECT_CLASS (parent_class)->finalize (object);
}

static void
gst_mood_control_class_init (GstMoodControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  object_class->set_property = gst_mood_control_set_property;
  object_class->get_property = gst_mood_control_get_property;
  object_class->finalize = gst_mood_control_finalize;
  element_class->change_state
      = GST_DEBUG_FUNCPTR (gst_mood_control_change_state);

  mood::MoodControlSettings::install (object_class);
  g_object_class_install_property (
      object_class, PROP_CONFIG,
      g_param_spec_string (
          "config", "Configuration file",
          "Key file with all settings; read again when it changes; properties "
          "that were set win over it",
          "", mood::PROPERTY_FLAGS));
  g_object_class_install_property (
      object_class, PROP_STATS,
      g_param_spec_boxed ("stats", "Statistics",
                          "Commands sent, by kind, and what was not sent",
                          GST_TYPE_STRUCTURE,
                          static_cast<GParamFlags> (G_PARAM_READABLE
                                                    | G_PARAM_STATIC_STRINGS)));
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (
      element_class, "Mood control", "Converter/Audio/Metadata",
      "Turns the mood of music into light scenes", "The gst-mood developers");
}

static void
gst_mood_control_init (GstMoodControl *self)
{
  new (&self->settings_lock) std::mutex ();
  new (&self->settings) mood::MoodControlSettings ();

  self->sink_pad = gst_pad_new_from_static_template (&sink_template, "sink");
  gst_pad_set_chain_function (self->sink_pad, gst_mood_control_chain);
  gst_pad_set_event_function (self->sink_pad, gst_mood_control_sink_event);
  gst_pad_set_activatemode_function (self->sink_pad,
                                     gst_mood_control_sink_activate_mode);
  gst_element_add_pad (GST_ELEMENT (self), self->sink_pad);

  self->src_pad = gst_pad_new_from_static_template (&src_template, "src");
  gst_pad_set_event_function (self->src_pad, gst_mood_control_src_event);
  gst_pad_set_activatemode_function (self->src_pad,
                                     gst_mood_control_src_activate_mode);
  gst_pad_use_fixed_caps (self->src_pad);
  gst_element_add_pad (GST_ELEMENT (self), self->src_pad);

  self->stream = new mood::MoodControlStream (GST_ELEMENT (self),
                                              self->sink_pad, self->src_pad);

  self->config = new mood::MoodControlConfig (
      GST_ELEMENT (self), [self] (const mood::SessionSettings &settings) {
        std::lock_guard lock (self->settings_lock);
        self->settings.set_file (settings);
        self->stream->set_settings (self->settings);
      });
}
