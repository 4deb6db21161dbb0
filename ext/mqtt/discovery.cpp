/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "discovery.h"

#include "config.h"
#include "jsonwriter.h"
#include "sensors.h"

namespace mood {
namespace {

void write_device(JsonWriter& json, const ClientName& client) {
  json.key("device").begin_object();
  json.key("identifiers").begin_array().string(client.id).end_array();
  json.key("name").string(client.id);
  json.key("manufacturer")
      .string("gst-mood")
      .key("model")
      .string("ledmqttsink");
  json.key("sw_version").string(VERSION).end_object();
  json.key("origin").begin_object().key("name").string("gst-mood");
  json.key("sw_version").string(VERSION);
  json.key("support_url").string(GST_PACKAGE_ORIGIN).end_object();
}

std::string sensor_config(const Sensor& sensor, const ClientName& client,
                          const MqttTopics& topics) {
  JsonWriter json;
  json.begin_object();
  json.key("name").string(sensor.name);
  json.key("unique_id").string(client.node + '_' + sensor.topic);
  json.key("state_topic").string(topics.below(sensor.topic));
  json.key("availability_topic").string(topics.status());
  json.key("payload_available").string(kOnline);
  json.key("payload_not_available").string(kOffline);
  json.key("icon").string(sensor.icon);
  if (sensor.unit != nullptr)
    json.key("unit_of_measurement").string(sensor.unit);
  if (sensor.is_number) json.key("state_class").string("measurement");
  write_device(json, client);
  json.end_object();
  return json.text();
}

}  // namespace

MqttMessages discovery_messages(const std::string& discovery_prefix,
                                const ClientName& client,
                                const MqttTopics& topics) {
  MqttMessages messages;
  for (const Sensor& sensor : kSensors)
    messages.push_back({discovery_prefix + "/sensor/" + client.node + '/' +
                            sensor.topic + "/config",
                        sensor_config(sensor, client, topics), true});
  return messages;
}

std::vector<std::string> home_assistant_status_topics(
    const std::string& discovery_prefix) {
  // Its two settings are independent, and this is the default of the second.
  const std::string usual = "homeassistant/status";
  const std::string own = discovery_prefix + "/status";
  if (own == usual) return {usual};
  return {usual, own};
}

}  // namespace mood
