/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>

namespace mood {

/// What a code of libmosquitto's (`MOSQ_ERR_...`) means and what to do.
/// @p error_number is errno right after it came. Without secrets.
std::string describe_mqtt_error(int code, int error_number);
/// The same for a code with which a broker refuses a connection (MQTT 3.1.1,
/// 3.2.2.3).
std::string describe_mqtt_refusal(int code);

}  // namespace mood
