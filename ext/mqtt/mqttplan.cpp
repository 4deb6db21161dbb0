/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqttplan.h"

#include <mosquitto.h>

#include <array>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace mood {
namespace {

constexpr std::array<LampScheme, 2> kSchemes = {
    {{"mqtt", 1883}, {"mqtts", 8883}}};
/// Leaves room for what is added, within the 65,535 bytes of MQTT.
constexpr size_t kMaxTopic = 256;
constexpr uint64_t kSecond_ns = 1'000'000'000;

/// Settings that will not do: caught in make_mqtt_plan().
struct BadSettings : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool is_utf8(const std::string& text) {
  return text.size() <= kMaxTopic &&
         mosquitto_validate_utf8(text.data(), static_cast<int>(text.size())) ==
             MOSQ_ERR_SUCCESS;
}

std::string checked_topic(const char* property, std::string topic) {
  const bool is_valid = !topic.empty() && is_utf8(topic) &&
                        topic.find_first_of("+#") == topic.npos &&
                        topic.front() != '$' && topic.front() != '/' &&
                        topic.back() != '/';
  if (!is_valid)
    throw BadSettings(std::string("The property ") + property +
                      " is no topic: set it to one such as home/music, without "
                      "+, #, or slashes at its ends, of up to 256 bytes.");
  return topic;
}

LampAddress checked_address(const std::string& location) {
  const std::vector<std::string> locations = split_list(location);
  if (locations.empty())
    throw BadSettings(
        "No broker is named: set the property location, such as "
        "mqtt://127.0.0.1:1883.");
  if (locations.size() > 1)
    throw BadSettings(
        "The property location names several brokers: use one "
        "ledmqttsink for each, and %2C for a comma in a password.");
  std::string error;
  std::optional<LampAddress> address =
      parse_lamp_address(locations.front(), kSchemes, &error);
  if (!address) throw BadSettings("The location " + error + ".");
  if (!address->path.empty())
    throw BadSettings("The location " + address->url() +
                      " has a path: set the property topic instead.");
  return *std::move(address);
}

MqttAccess make_access(const LedSinkSettings& led, const MqttSettings& mqtt) {
  MqttAccess access;
  access.address = checked_address(led.location);
  access.user = led.user;
  access.password = led.password;
  if (!access.address.user.empty()) {
    access.user = access.address.user;
    access.password = access.address.password;
  }
  if (access.user.empty() && !access.password.empty())
    throw BadSettings(
        "There is a password, but no user: set the property "
        "user too.");
  if (!is_utf8(access.user))
    throw BadSettings("The user's name is no UTF-8 of up to 256 bytes.");
  if (!mqtt.ca_file.empty() && !std::ifstream(mqtt.ca_file))
    throw BadSettings("The file " + mqtt.ca_file +
                      " cannot be read: correct the property ca-file.");
  access.ca_file = mqtt.ca_file;
  access.tls_verify = led.tls_verify;
  access.keep_alive_s =
      static_cast<int>((mqtt.keep_alive_ns + kSecond_ns - 1) / kSecond_ns);
  access.qos = mqtt.qos;
  return access;
}

MqttPlan make_plan(const LedSinkSettings& led, const MqttSettings& mqtt,
                   std::string_view host_name) {
  MqttPlan plan;
  plan.access = make_access(led, mqtt);
  if (!is_utf8(mqtt.client_id))
    throw BadSettings("The property client-id is no UTF-8 of up to 256 bytes.");
  plan.client = make_client_name(mqtt.client_id, host_name);
  plan.access.client_id = plan.client.id;
  plan.topics.prefix =
      checked_topic("topic", mqtt.topic.empty() ? "gst-mood/" + plan.client.path
                                                : mqtt.topic);
  if (mqtt.discovery)
    plan.discovery_prefix =
        checked_topic("discovery-prefix", mqtt.discovery_prefix);
  plan.sensor_interval_ns = mqtt.sensor_interval_ns;
  for (std::string& topic : split_list(mqtt.wled_topic))
    plan.wled_topics.push_back(checked_topic("wled-topic", std::move(topic)));
  return plan;
}

}  // namespace

std::variant<MqttPlan, std::string> make_mqtt_plan(const LedSinkSettings& led,
                                                   const MqttSettings& mqtt,
                                                   std::string_view host_name) {
  try {
    return make_plan(led, mqtt, host_name);
  } catch (const BadSettings& bad) {
    return std::string(bad.what());
  }
}

}  // namespace mood
