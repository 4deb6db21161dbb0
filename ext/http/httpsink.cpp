/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "httpsink.h"

#include <new>
#include <utility>
#include <vector>

enum
{
  PROP_OPTION = GST_MOOD_LED_SINK_PROPERTY_END,
};

static GstMoodHttpSink *
http_sink_of (gpointer object)
{
  return static_cast<GstMoodHttpSink *> (object);
}

static void
gst_mood_http_sink_set_property (GObject *object, guint id, const GValue *value,
                                 GParamSpec *pspec) noexcept
{
  GstMoodHttpSink *self = http_sink_of (object);

  if (id != PROP_OPTION) {
    gst_mood_led_sink_set_property (object, id, value, pspec);
    return;
  }
  const char *text = g_value_get_string (value);
  std::lock_guard lock (self->lock);
  self->option = text != nullptr ? text : "";
}

static void
gst_mood_http_sink_get_property (GObject *object, guint id, GValue *value,
                                 GParamSpec *pspec) noexcept
{
  GstMoodHttpSink *self = http_sink_of (object);

  if (id != PROP_OPTION) {
    gst_mood_led_sink_get_property (object, id, value, pspec);
    return;
  }
  std::lock_guard lock (self->lock);
  g_value_set_string (value, self->option.c_str ());
}

static void
gst_mood_http_sink_finalize (GObject *object) noexcept
{
  GstMoodHttpSink *self = http_sink_of (object);
  self->option.~basic_string ();
  self->lock.~mutex ();
  gst_mood_led_sink_finalize (object);
}

void
gst_mood_http_sink_class_setup (GstBaseSinkClass *klass,
                                const mood::HttpSinkTraits &traits)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  gst_mood_led_sink_class_setup (klass, traits.led);
  object_class->set_property = gst_mood_http_sink_set_property;
  object_class->get_property = gst_mood_http_sink_get_property;
  object_class->finalize = gst_mood_http_sink_finalize;
  g_object_class_install_property (
      object_class, PROP_OPTION,
      g_param_spec_string (
          traits.option_name, traits.option_nick, traits.option_blurb, "",
          static_cast<GParamFlags> (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                    | GST_PARAM_MUTABLE_READY)));
}

void
gst_mood_http_sink_setup (GstMoodHttpSink *self,
                          const mood::HttpSinkTraits &traits)
{
  gst_mood_led_sink_setup (&self->parent, traits.led);
  new (&self->lock) std::mutex ();
  new (&self->option) std::string ();
}

namespace mood {

LampDriversOrError
make_http_drivers (GstBaseSink *sink, const LedSinkSettings &settings,
                   const char *example,
                   std::unique_ptr<LampDriver> (*make_driver) (
                       HttpAccess access, const std::string &option))
{
  GstMoodHttpSink *self = http_sink_of (sink);
  std::string option;
  {
    std::lock_guard lock (self->lock);
    option = self->option;
  }
  auto accesses = make_http_access (settings, example);
  if (auto *error = std::get_if<std::string> (&accesses))
    return *error;
  LampDrivers drivers;
  for (HttpAccess &access : std::get<std::vector<HttpAccess>> (accesses))
    drivers.push_back (make_driver (std::move (access), option));
  return drivers;
}

} // namespace mood
