/* SPDX-License-Identifier: LGPL-2.1-or-later */
/**
 * SECTION:element-wledsink
 * @title: wledsink
 * @short_description: carries light scenes to WLED lamps
 * @see_also: #moodcontrol, #ledfxsink
 *
 * Sends the commands of #moodcontrol to one or several WLED lamps by their
 * JSON API, each when the music it belongs to is heard. Scenes are presets, by
 * name or number; effects and palettes go by the lamps' own names. When the
 * element stops the lamps show again what they did before.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 pulsesrc ! moodanalyzer ! moodcontrol ! wledsink
 * location=http://wled.local effect=Colorwaves
 * ]| Lights that follow the music heard here.
 */
#include "gstwledsink.h"

#include <mutex>
#include <new>
#include <string>

#include "gstmoodledsink.h"
#include "httpaccess.h"
#include "wleddriver.h"

struct _GstWledSink
{
  GstMoodLedSink parent;

  /* Guards what follows: properties, read when the sink starts. */
  std::mutex lock;
  std::string effect;
};

enum
{
  PROP_EFFECT = GST_MOOD_LED_SINK_PROPERTY_END,
};

G_DEFINE_TYPE (GstWledSink, gst_wled_sink, GST_TYPE_BASE_SINK);
GST_ELEMENT_REGISTER_DEFINE (wledsink, "wledsink", GST_RANK_NONE,
                             GST_TYPE_WLED_SINK);

static mood::LampDriversOrError
make_drivers (GstBaseSink *sink, const mood::LedSinkSettings &settings)
{
  GstWledSink *self = GST_WLED_SINK (sink);
  std::string effect;
  {
    std::lock_guard lock (self->lock);
    effect = self->effect;
  }
  auto accesses = mood::make_http_access (settings, "http://wled.local");
  if (auto *error = std::get_if<std::string> (&accesses))
    return *error;
  mood::LampDrivers drivers;
  for (mood::HttpAccess &access :
       std::get<std::vector<mood::HttpAccess>> (accesses))
    drivers.push_back (
        std::make_unique<mood::WledDriver> (std::move (access), effect));
  return drivers;
}

static const mood::LedSinkTraits traits = {
  .stats_name = "wledsink-stats",
  .default_location = nullptr,
  .location_blurb
  = "Addresses of the lamps, separated by commas, such as http://wled.local",
  .default_max_rate_hz = 10,
  .make_drivers = make_drivers,
};

static void
gst_wled_sink_set_property (GObject *object, guint id, const GValue *value,
                            GParamSpec *pspec) noexcept
{
  GstWledSink *self = GST_WLED_SINK (object);

  if (id != PROP_EFFECT) {
    gst_mood_led_sink_set_property (object, id, value, pspec);
    return;
  }
  const char *text = g_value_get_string (value);
  std::lock_guard lock (self->lock);
  self->effect = text != nullptr ? text : "";
}

static void
gst_wled_sink_get_property (GObject *object, guint id, GValue *value,
                            GParamSpec *pspec) noexcept
{
  GstWledSink *self = GST_WLED_SINK (object);

  if (id != PROP_EFFECT) {
    gst_mood_led_sink_get_property (object, id, value, pspec);
    return;
  }
  std::lock_guard lock (self->lock);
  g_value_set_string (value, self->effect.c_str ());
}

static void
gst_wled_sink_finalize (GObject *object) noexcept
{
  GstWledSink *self = GST_WLED_SINK (object);
  self->effect.~basic_string ();
  self->lock.~mutex ();
  gst_mood_led_sink_finalize (object);
}

static void
gst_wled_sink_class_init (GstWledSinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  gst_mood_led_sink_class_setup (GST_BASE_SINK_CLASS (klass), traits);
  object_class->set_property = gst_wled_sink_set_property;
  object_class->get_property = gst_wled_sink_get_property;
  object_class->finalize = gst_wled_sink_finalize;
  g_object_class_install_property (
      object_class, PROP_EFFECT,
      g_param_spec_string (
          "effect", "Effect",
          "Name of the lamps' effect to show moods with, such as Colorwaves; "
          "empty = the one they show already",
          "",
          static_cast<GParamFlags> (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                    | GST_PARAM_MUTABLE_READY)));
  gst_element_class_set_static_metadata (
      GST_ELEMENT_CLASS (klass), "WLED sink", "Sink/Network",
      "Carries light scenes to WLED lamps", "The gst-mood developers");
}

static void
gst_wled_sink_init (GstWledSink *self)
{
  gst_mood_led_sink_setup (&self->parent, traits);
  new (&self->lock) std::mutex ();
  new (&self->effect) std::string ();
}
