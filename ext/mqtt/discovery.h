/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

#include "clientname.h"
#include "mqttmessage.h"
#include "mqtttopics.h"

namespace mood {

/// Messages that tell Home Assistant of the sensors: retained, one for each
/// (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery). All of
/// them belong to one device, which is called like the client.
MqttMessages discovery_messages(const std::string& discovery_prefix,
                                const ClientName& client,
                                const MqttTopics& topics);
/// Where Home Assistant says `online` after a start.
std::vector<std::string> home_assistant_status_topics(
    const std::string& discovery_prefix);

}  // namespace mood
