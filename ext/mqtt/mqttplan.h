/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "clientname.h"
#include "ledsinksettings.h"
#include "mqttaccess.h"
#include "mqttsettings.h"
#include "mqtttopics.h"

namespace mood {

/// What a sink does, from the time it starts: its settings, checked and put
/// together.
struct MqttPlan {
  MqttAccess access;
  ClientName client;
  MqttTopics topics;
  std::string discovery_prefix;  ///< empty = tell Home Assistant nothing
  uint64_t sensor_interval_ns = 0;
  std::vector<std::string> wled_topics;
};

/// The plan that follows from the settings, on a host called @p host_name; or
/// what is wrong with them, for people and without secrets.
std::variant<MqttPlan, std::string> make_mqtt_plan(const LedSinkSettings& led,
                                                   const MqttSettings& mqtt,
                                                   std::string_view host_name);

}  // namespace mood
