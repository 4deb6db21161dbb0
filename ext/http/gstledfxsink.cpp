/* SPDX-License-Identifier: LGPL-2.1-or-later */
/**
 * SECTION:element-ledfxsink
 * @title: ledfxsink
 * @short_description: carries light scenes to a LedFx server
 * @see_also: #moodcontrol, #wledsink
 *
 * Sends the commands of #moodcontrol to a LedFx server, each when the music it
 * belongs to is heard. Scenes go by id or name; colours, brightness, speed and
 * blur of the active effects are adjusted inside the ranges that the server
 * tells. When the element stops the effects are again what they were before.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 pulsesrc ! moodanalyzer ! moodcontrol ! ledfxsink
 * location=http://127.0.0.1:8888
 * ]| LedFx follows the mood of the music heard here.
 */
#include "gstledfxsink.h"

#include <mutex>
#include <new>
#include <string>

#include "gstmoodledsink.h"
#include "httpaccess.h"
#include "ledfxdriver.h"

struct _GstLedFxSink
{
  GstMoodLedSink parent;

  /* Guards what follows: properties, read when the sink starts. */
  std::mutex lock;
  std::string targets;
};

enum
{
  PROP_TARGETS = GST_MOOD_LED_SINK_PROPERTY_END,
};

G_DEFINE_TYPE (GstLedFxSink, gst_ledfx_sink, GST_TYPE_BASE_SINK);
GST_ELEMENT_REGISTER_DEFINE (ledfxsink, "ledfxsink", GST_RANK_NONE,
                             GST_TYPE_LEDFX_SINK);

static mood::LampDriversOrError
make_drivers (GstBaseSink *sink, const mood::LedSinkSettings &settings)
{
  GstLedFxSink *self = GST_LEDFX_SINK (sink);
  mood::LampDriver::Targets targets;
  {
    std::lock_guard lock (self->lock);
    targets = mood::split_list (self->targets, ";,");
  }
  auto accesses = mood::make_http_access (settings, "http://127.0.0.1:8888");
  if (auto *error = std::get_if<std::string> (&accesses))
    return *error;
  mood::LampDrivers drivers;
  for (mood::HttpAccess &access :
       std::get<std::vector<mood::HttpAccess>> (accesses))
    drivers.push_back (
        std::make_unique<mood::LedFxDriver> (std::move (access), targets));
  return drivers;
}

static const mood::LedSinkTraits traits = {
  .stats_name = "ledfxsink-stats",
  .default_location = "http://127.0.0.1:8888",
  .location_blurb = "Address of the LedFx server; several by commas",
  .default_max_rate_hz = 10,
  .make_drivers = make_drivers,
};

static void
gst_ledfx_sink_set_property (GObject *object, guint id, const GValue *value,
                             GParamSpec *pspec) noexcept
{
  GstLedFxSink *self = GST_LEDFX_SINK (object);

  if (id != PROP_TARGETS) {
    gst_mood_led_sink_set_property (object, id, value, pspec);
    return;
  }
  const char *text = g_value_get_string (value);
  std::lock_guard lock (self->lock);
  self->targets = text != nullptr ? text : "";
}

static void
gst_ledfx_sink_get_property (GObject *object, guint id, GValue *value,
                             GParamSpec *pspec) noexcept
{
  GstLedFxSink *self = GST_LEDFX_SINK (object);

  if (id != PROP_TARGETS) {
    gst_mood_led_sink_get_property (object, id, value, pspec);
    return;
  }
  std::lock_guard lock (self->lock);
  g_value_set_string (value, self->targets.c_str ());
}

static void
gst_ledfx_sink_finalize (GObject *object) noexcept
{
  GstLedFxSink *self = GST_LEDFX_SINK (object);
  self->targets.~basic_string ();
  self->lock.~mutex ();
  gst_mood_led_sink_finalize (object);
}

static void
gst_ledfx_sink_class_init (GstLedFxSinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  gst_mood_led_sink_class_setup (GST_BASE_SINK_CLASS (klass), traits);
  object_class->set_property = gst_ledfx_sink_set_property;
  object_class->get_property = gst_ledfx_sink_get_property;
  object_class->finalize = gst_ledfx_sink_finalize;
  g_object_class_install_property (
      object_class, PROP_TARGETS,
      g_param_spec_string (
          "targets", "Targets",
          "Ids of the virtuals that may be used, separated by semicolons or "
          "commas; empty = all",
          "",
          static_cast<GParamFlags> (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                    | GST_PARAM_MUTABLE_READY)));
  gst_element_class_set_static_metadata (
      GST_ELEMENT_CLASS (klass), "LedFx sink", "Sink/Network",
      "Carries light scenes to a LedFx server", "The gst-mood developers");
}

static void
gst_ledfx_sink_init (GstLedFxSink *self)
{
  gst_mood_led_sink_setup (&self->parent, traits);
  new (&self->lock) std::mutex ();
  new (&self->targets) std::string ();
}
