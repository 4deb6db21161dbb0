/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gstmoodledsink.h"

#include <exception>

using mood::LedSinkSettings;

static GstStaticPadTemplate sink_template = GST_STATIC_PAD_TEMPLATE (
    "sink", GST_PAD_SINK, GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("application/x-led-scene, format = (string) json"));

static mood::LedSink *
led_of (gpointer object)
{
  return static_cast<GstMoodLedSink *> (object)->led;
}

static gboolean
gst_mood_led_sink_start (GstBaseSink *sink) noexcept
{
  try {
    return led_of (sink)->start ();
  } catch (const std::exception &error) {
    GST_ELEMENT_ERROR (sink, RESOURCE, FAILED,
                       ("The lamps cannot be used: %s.", error.what ()),
                       (nullptr));
    return FALSE;
  }
}

static gboolean
gst_mood_led_sink_stop (GstBaseSink *sink) noexcept
{
  led_of (sink)->stop ();
  return TRUE;
}

static GstFlowReturn
gst_mood_led_sink_render (GstBaseSink *sink, GstBuffer *buffer) noexcept
{
  return led_of (sink)->render (buffer);
}

void
gst_mood_led_sink_set_property (GObject *object, guint id, const GValue *value,
                                GParamSpec *pspec) noexcept
{
  if (!led_of (object)->set_property (id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

void
gst_mood_led_sink_get_property (GObject *object, guint id, GValue *value,
                                GParamSpec *pspec) noexcept
{
  if (!led_of (object)->get_property (id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

void
gst_mood_led_sink_finalize (GObject *object) noexcept
{
  delete led_of (object);
  G_OBJECT_CLASS (g_type_class_peek (GST_TYPE_BASE_SINK))->finalize (object);
}

void
gst_mood_led_sink_class_setup (GstBaseSinkClass *klass,
                               const mood::LedSinkTraits &traits)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = gst_mood_led_sink_set_property;
  object_class->get_property = gst_mood_led_sink_get_property;
  object_class->finalize = gst_mood_led_sink_finalize;
  klass->start = GST_DEBUG_FUNCPTR (gst_mood_led_sink_start);
  klass->stop = GST_DEBUG_FUNCPTR (gst_mood_led_sink_stop);
  klass->render = GST_DEBUG_FUNCPTR (gst_mood_led_sink_render);

  LedSinkSettings::install (object_class, traits);
  g_object_class_install_property (
      object_class, LedSinkSettings::STATS,
      g_param_spec_boxed ("stats", "Statistics",
                          "Commands, requests and failures since the start",
                          GST_TYPE_STRUCTURE,
                          static_cast<GParamFlags> (G_PARAM_READABLE
                                                    | G_PARAM_STATIC_STRINGS)));
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (klass),
                                             &sink_template);
}

void
gst_mood_led_sink_setup (GstMoodLedSink *self,
                         const mood::LedSinkTraits &traits)
{
  self->led = new mood::LedSink (&self->parent, traits);
  /* Handing on a command takes no time, so the sound need not wait for it. */
  gst_base_sink_set_processing_deadline (&self->parent, 0);
}
