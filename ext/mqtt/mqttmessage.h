/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

namespace mood {

/// Something to publish.
struct MqttMessage {
  std::string topic;
  std::string payload;
  bool retain = false;  ///< the broker keeps it for who subscribes later

  bool operator==(const MqttMessage&) const = default;
};

using MqttMessages = std::vector<MqttMessage>;

}  // namespace mood
