/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <mosquitto.h>

#include <memory>

#include "mqttaccess.h"
#include "mqttmessage.h"

namespace mood {

struct MqttHandleFree {
  void operator()(mosquitto* handle) const { mosquitto_destroy(handle); }
};
using MqttHandle = std::unique_ptr<mosquitto, MqttHandleFree>;

/// A client of libmosquitto's, set up for @p access and with @p will, but not
/// connected. It forgets its session with the connection, and never writes to
/// its socket but in mosquitto_loop_...(). @p user_data goes to its callbacks.
/// Throws std::runtime_error if something in @p access cannot be used.
MqttHandle make_mqtt_handle(const MqttAccess& access, const MqttMessage& will,
                            void* user_data);

}  // namespace mood
