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

#include <memory>
#include <string>
#include <utility>

#include "httpsink.h"
#include "wleddriver.h"

struct _GstWledSink
{
  GstMoodHttpSink parent;
};

G_DEFINE_TYPE (GstWledSink, gst_wled_sink, GST_TYPE_BASE_SINK);
GST_ELEMENT_REGISTER_DEFINE (wledsink, "wledsink", GST_RANK_NONE,
                             GST_TYPE_WLED_SINK);

static std::unique_ptr<mood::LampDriver>
make_driver (mood::HttpAccess access, const std::string &option)
{
  return std::make_unique<mood::WledDriver> (std::move (access), option);
}

static mood::LampDriversOrError
make_drivers (GstBaseSink *sink, const mood::LedSinkSettings &settings)
{
  return mood::make_http_drivers (sink, settings, "http://wled.local",
                                  make_driver);
}

static const mood::HttpSinkTraits traits = {
  .led = {
    .stats_name = "wledsink-stats",
    .default_location = nullptr,
    .location_blurb
    = "Addresses of the lamps, separated by commas, such as http://wled.local",
    .default_max_rate_hz = 10,
    .make_drivers = make_drivers,
  },
  .option_name = "effect",
  .option_nick = "Effect",
  .option_blurb
  = "Name of the lamps' effect to show moods with, such as Colorwaves; "
    "empty = the one they show already",
};

static void
gst_wled_sink_class_init (GstWledSinkClass *klass)
{
  gst_mood_http_sink_class_setup (GST_BASE_SINK_CLASS (klass), traits);
  gst_element_class_set_static_metadata (
      GST_ELEMENT_CLASS (klass), "WLED sink", "Sink/Network",
      "Carries light scenes to WLED lamps", "The gst-mood developers");
}

static void
gst_wled_sink_init (GstWledSink *self)
{
  gst_mood_http_sink_setup (&self->parent, traits);
}
