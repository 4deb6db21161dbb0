/* SPDX-License-Identifier: LGPL-2.1-or-later */
/**
 * SECTION:element-ledmqttsink
 * @title: ledmqttsink
 * @short_description: publishes moods and light scenes over MQTT
 * @see_also: #moodcontrol, #wledsink
 *
 * Publishes the commands of #moodcontrol to an MQTT broker, each when the music
 * it belongs to is heard, and mood, key, tempo and more as retained values that
 * Home Assistant finds by itself.
 *
 * ## Example launch line
 * |[
 * gst-launch-1.0 pulsesrc ! moodanalyzer ! moodcontrol ! ledmqttsink
 * location=mqtt://127.0.0.1:1883
 * ]| Tells the broker of this machine about the music heard here.
 */
#include "gstledmqttsink.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>

#include "gstmoodledsink.h"
#include "mqttdriver.h"
#include "mqttplan.h"
#include "mqttsettings.h"
#include "sensorevents.h"
#include "sensorfeed.h"

namespace {

struct State
{
  std::mutex lock;
  mood::MqttSettings settings; /* guarded by lock; read when the sink starts */
  /* Locks itself; constant, shared with the driver. */
  const std::shared_ptr<mood::SensorFeed> feed
      = std::make_shared<mood::SensorFeed> ();
  bool wants_beats = false; /* streaming thread, and before it starts */
};

} // namespace

struct _GstLedMqttSink
{
  GstMoodLedSink parent;
  State *state; /* constant */
};

G_DEFINE_TYPE (GstLedMqttSink, gst_led_mqtt_sink, GST_TYPE_BASE_SINK);
GST_ELEMENT_REGISTER_DEFINE (ledmqttsink, "ledmqttsink", GST_RANK_NONE,
                             GST_TYPE_LED_MQTT_SINK);

static mood::LampDriversOrError
make_drivers (GstBaseSink *sink, const mood::LedSinkSettings &led_settings)
{
  GstLedMqttSink *self = GST_LED_MQTT_SINK (sink);
  mood::MqttSettings settings;
  {
    std::lock_guard lock (self->state->lock);
    settings = self->state->settings;
  }
  auto plan = mood::make_mqtt_plan (led_settings, settings, g_get_host_name ());
  if (auto *error = std::get_if<std::string> (&plan))
    return *error;
  self->state->wants_beats = settings.beats;
  self->state->feed->reset ();
  mood::LampDrivers drivers;
  drivers.push_back (std::make_unique<mood::MqttDriver> (
      std::get<mood::MqttPlan> (std::move (plan)), self->state->feed,
      [led = self->parent.led] { led->wake (); }));
  return drivers;
}

static const mood::LedSinkTraits traits = {
  .stats_name = "ledmqttsink-stats",
  .default_location = "mqtt://127.0.0.1:1883",
  .location_blurb = "Address of the broker, mqtt:// or mqtts://",
  .default_max_rate_hz = 20,
  .make_drivers = make_drivers,
};

static uint64_t
monotonic_ns ()
{
  return static_cast<uint64_t> (
      std::chrono::nanoseconds (
          std::chrono::steady_clock::now ().time_since_epoch ())
          .count ());
}

/* How long it takes until what has @running_time is heard. */
static GstClockTime
time_until (GstBaseSink *sink, GstClockTime running_time)
{
  /* Nobody plans further ahead than that. */
  constexpr GstClockTimeDiff MAX_WAIT = 10 * GST_SECOND;
  const GstClockTime base_time
      = gst_element_get_base_time (GST_ELEMENT (sink));

  if (!GST_CLOCK_TIME_IS_VALID (running_time)
      || !GST_CLOCK_TIME_IS_VALID (base_time) || !gst_base_sink_get_sync (sink)
      || GST_STATE (sink) != GST_STATE_PLAYING)
    return 0;
  GstClock *clock = gst_element_get_clock (GST_ELEMENT (sink));
  if (clock == nullptr)
    return 0;
  const GstClockTime now = gst_clock_get_time (clock);
  gst_object_unref (clock);
  const GstClockTimeDiff wait
      = GST_CLOCK_DIFF (now, base_time + running_time
                                 + gst_base_sink_get_latency (sink))
        + gst_base_sink_get_ts_offset (sink);
  return std::clamp<GstClockTimeDiff> (wait, 0, MAX_WAIT);
}

static void
take_event (GstLedMqttSink *self, GstEvent *event)
{
  State *state = self->state;

  switch (GST_EVENT_TYPE (event)) {
  case GST_EVENT_FLUSH_STOP:
    state->feed->clear ();
    return;
  case GST_EVENT_CUSTOM_DOWNSTREAM:
  case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
    break;
  default:
    return;
  }
  auto news = mood::read_sensor_event (gst_event_get_structure (event));
  if (!news)
    return;
  if (std::holds_alternative<mood::BeatUpdate> (news->news)
      && !state->wants_beats)
    return;
  const uint64_t due_ns
      = monotonic_ns () + time_until (GST_BASE_SINK (self), news->running_time);
  if (state->feed->push (due_ns, std::move (news->news)))
    self->parent.led->wake ();
}

static gboolean
gst_led_mqtt_sink_event (GstBaseSink *sink, GstEvent *event) noexcept
{
  try {
    take_event (GST_LED_MQTT_SINK (sink), event);
  } catch (const std::exception &error) {
    GST_WARNING_OBJECT (sink, "%s: %s", GST_EVENT_TYPE_NAME (event),
                        error.what ());
  }
  return GST_BASE_SINK_CLASS (gst_led_mqtt_sink_parent_class)
      ->event (sink, event);
}

static void
gst_led_mqtt_sink_set_property (GObject *object, guint id, const GValue *value,
                                GParamSpec *pspec) noexcept
{
  State *state = GST_LED_MQTT_SINK (object)->state;
  {
    std::lock_guard lock (state->lock);
    if (state->settings.set (id, value))
      return;
  }
  gst_mood_led_sink_set_property (object, id, value, pspec);
}

static void
gst_led_mqtt_sink_get_property (GObject *object, guint id, GValue *value,
                                GParamSpec *pspec) noexcept
{
  State *state = GST_LED_MQTT_SINK (object)->state;
  {
    std::lock_guard lock (state->lock);
    if (state->settings.get (id, value))
      return;
  }
  gst_mood_led_sink_get_property (object, id, value, pspec);
}

static void
gst_led_mqtt_sink_finalize (GObject *object) noexcept
{
  delete GST_LED_MQTT_SINK (object)->state;
  gst_mood_led_sink_finalize (object);
}

static void
gst_led_mqtt_sink_class_init (GstLedMqttSinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstBaseSinkClass *sink_class = GST_BASE_SINK_CLASS (klass);

  gst_mood_led_sink_class_setup (sink_class, traits);
  object_class->set_property = gst_led_mqtt_sink_set_property;
  object_class->get_property = gst_led_mqtt_sink_get_property;
  object_class->finalize = gst_led_mqtt_sink_finalize;
  sink_class->event = GST_DEBUG_FUNCPTR (gst_led_mqtt_sink_event);
  mood::MqttSettings::install (object_class);
  gst_element_class_set_static_metadata (
      GST_ELEMENT_CLASS (klass), "MQTT sink for light scenes", "Sink/Network",
      "Publishes moods and light scenes over MQTT, with discovery by Home "
      "Assistant",
      "The gst-mood developers");
}

static void
gst_led_mqtt_sink_init (GstLedMqttSink *self)
{
  gst_mood_led_sink_setup (&self->parent, traits);
  self->state = new State ();
}
