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

#include <memory>
#include <string>
#include <utility>

#include "httpsink.h"
#include "ledfxdriver.h"

struct _GstLedFxSink
{
  GstMoodHttpSink parent;
};

G_DEFINE_TYPE (GstLedFxSink, gst_ledfx_sink, GST_TYPE_BASE_SINK);
GST_ELEMENT_REGISTER_DEFINE (ledfxsink, "ledfxsink", GST_RANK_NONE,
                             GST_TYPE_LEDFX_SINK);

static std::unique_ptr<mood::LampDriver>
make_driver (mood::HttpAccess access, const std::string &option)
{
  return std::make_unique<mood::LedFxDriver> (
      std::move (access), mood::split_list (option, ";,"));
}

static mood::LampDriversOrError
make_drivers (GstBaseSink *sink, const mood::LedSinkSettings &settings)
{
  return mood::make_http_drivers (sink, settings, "http://127.0.0.1:8888",
                                  make_driver);
}

static const mood::HttpSinkTraits traits = {
  .led = {
    .stats_name = "ledfxsink-stats",
    .default_location = "http://127.0.0.1:8888",
    .location_blurb = "Address of the LedFx server; several by commas",
    .default_max_rate_hz = 10,
    .make_drivers = make_drivers,
  },
  .option_name = "targets",
  .option_nick = "Targets",
  .option_blurb
  = "Ids of the virtuals that may be used, separated by semicolons or "
    "commas; empty = all",
};

static void
gst_ledfx_sink_class_init (GstLedFxSinkClass *klass)
{
  gst_mood_http_sink_class_setup (GST_BASE_SINK_CLASS (klass), traits);
  gst_element_class_set_static_metadata (
      GST_ELEMENT_CLASS (klass), "LedFx sink", "Sink/Network",
      "Carries light scenes to a LedFx server", "The gst-mood developers");
}

static void
gst_ledfx_sink_init (GstLedFxSink *self)
{
  gst_mood_http_sink_setup (&self->parent, traits);
}
