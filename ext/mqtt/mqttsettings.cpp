/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqttsettings.h"

#include "gstmoodledsink.h"

enum
{
  PROP_TOPIC = GST_MOOD_LED_SINK_PROPERTY_END,
  PROP_CLIENT_ID,
  PROP_CA_FILE,
  PROP_DISCOVERY,
  PROP_DISCOVERY_PREFIX,
  PROP_MQTT_QOS,
  PROP_KEEP_ALIVE,
  PROP_SENSOR_INTERVAL,
  PROP_BEATS,
  PROP_WLED_TOPIC,
};

static constexpr GParamFlags FLAGS = static_cast<GParamFlags> (
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_READY);

static void
install_string (GObjectClass *klass, guint id, const char *name,
                const char *nick, const char *blurb,
                const std::string &default_value)
{
  g_object_class_install_property (
      klass, id,
      g_param_spec_string (name, nick, blurb, default_value.c_str (), FLAGS));
}

static void
install_connection (GObjectClass *klass, const mood::MqttSettings &defaults)
{
  install_string (klass, PROP_CLIENT_ID, "client-id", "Client identifier",
                  "Name of this client, which must be the only one of that "
                  "name; empty = by the name of the host",
                  defaults.client_id);
  install_string (klass, PROP_CA_FILE, "ca-file", "CA file",
                  "PEM file with the certificates to trust; empty = the "
                  "system's",
                  defaults.ca_file);
  g_object_class_install_property (
      klass, PROP_MQTT_QOS,
      g_param_spec_int ("mqtt-qos", "Quality of service",
                        "Of all messages: 0 = at most once, 1 = at least "
                        "once, 2 = exactly once",
                        0, 2, defaults.qos, FLAGS));
  g_object_class_install_property (
      klass, PROP_KEEP_ALIVE,
      g_param_spec_uint64 ("keep-alive", "Keep alive",
                           "A broker that says nothing for so long is asked, "
                           "in nanoseconds",
                           5 * GST_SECOND, 65535 * GST_SECOND,
                           defaults.keep_alive_ns, FLAGS));
}

static void
install_contents (GObjectClass *klass, const mood::MqttSettings &defaults)
{
  install_string (klass, PROP_TOPIC, "topic", "Topic",
                  "What all topics begin with; empty = gst-mood/CLIENT",
                  defaults.topic);
  g_object_class_install_property (
      klass, PROP_DISCOVERY,
      g_param_spec_boolean ("discovery", "Discovery",
                            "Tell Home Assistant of the sensors",
                            defaults.discovery, FLAGS));
  install_string (klass, PROP_DISCOVERY_PREFIX, "discovery-prefix",
                  "Discovery prefix",
                  "Where Home Assistant looks for new devices",
                  defaults.discovery_prefix);
  g_object_class_install_property (
      klass, PROP_SENSOR_INTERVAL,
      g_param_spec_uint64 ("sensor-interval", "Sensor interval",
                           "Least time between two values of a number, in "
                           "nanoseconds",
                           100 * GST_MSECOND, 3600 * GST_SECOND,
                           defaults.sensor_interval_ns, FLAGS));
  g_object_class_install_property (
      klass, PROP_BEATS,
      g_param_spec_boolean ("beats", "Beats", "Publish each beat",
                            defaults.beats, FLAGS));
  install_string (klass, PROP_WLED_TOPIC, "wled-topic", "WLED topic",
                  "Topics of WLED lamps to light over the broker, separated "
                  "by commas, such as wled/kitchen; empty = none",
                  defaults.wled_topic);
}

static std::string
string_of (const GValue *value)
{
  const char *text = g_value_get_string (value);
  return text != nullptr ? text : "";
}

namespace mood {

void
MqttSettings::install (GObjectClass *klass)
{
  const MqttSettings defaults;
  install_connection (klass, defaults);
  install_contents (klass, defaults);
}

bool
MqttSettings::set (guint id, const GValue *value)
{
  switch (id) {
  case PROP_TOPIC:
    topic = string_of (value);
    break;
  case PROP_CLIENT_ID:
    client_id = string_of (value);
    break;
  case PROP_CA_FILE:
    ca_file = string_of (value);
    break;
  case PROP_DISCOVERY:
    discovery = g_value_get_boolean (value);
    break;
  case PROP_DISCOVERY_PREFIX:
    discovery_prefix = string_of (value);
    break;
  case PROP_MQTT_QOS:
    qos = g_value_get_int (value);
    break;
  case PROP_KEEP_ALIVE:
    keep_alive_ns = g_value_get_uint64 (value);
    break;
  case PROP_SENSOR_INTERVAL:
    sensor_interval_ns = g_value_get_uint64 (value);
    break;
  case PROP_BEATS:
    beats = g_value_get_boolean (value);
    break;
  case PROP_WLED_TOPIC:
    wled_topic = string_of (value);
    break;
  default:
    return false;
  }
  return true;
}

bool
MqttSettings::get (guint id, GValue *value) const
{
  switch (id) {
  case PROP_TOPIC:
    g_value_set_string (value, topic.c_str ());
    break;
  case PROP_CLIENT_ID:
    g_value_set_string (value, client_id.c_str ());
    break;
  case PROP_CA_FILE:
    g_value_set_string (value, ca_file.c_str ());
    break;
  case PROP_DISCOVERY:
    g_value_set_boolean (value, discovery);
    break;
  case PROP_DISCOVERY_PREFIX:
    g_value_set_string (value, discovery_prefix.c_str ());
    break;
  case PROP_MQTT_QOS:
    g_value_set_int (value, qos);
    break;
  case PROP_KEEP_ALIVE:
    g_value_set_uint64 (value, keep_alive_ns);
    break;
  case PROP_SENSOR_INTERVAL:
    g_value_set_uint64 (value, sensor_interval_ns);
    break;
  case PROP_BEATS:
    g_value_set_boolean (value, beats);
    break;
  case PROP_WLED_TOPIC:
    g_value_set_string (value, wled_topic.c_str ());
    break;
  default:
    return false;
  }
  return true;
}

} // namespace mood
