/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mqtterrors.h"

#include <mosquitto.h>

#include <system_error>

namespace mood {

std::string describe_mqtt_error(int code, int error_number) {
  // libmosquitto also loses connections by an error that has no number.
  if (code == MOSQ_ERR_ERRNO && error_number == 0) code = MOSQ_ERR_CONN_LOST;
  switch (code) {
    case MOSQ_ERR_CONN_LOST:
      return "the connection was closed from the other side; if it keeps "
             "happening, another client has the same client-id, the broker "
             "wants mqtts://, or the port is not that of a broker";
    case MOSQ_ERR_KEEPALIVE:
      return "the broker does not answer";
    case MOSQ_ERR_TLS:
    case MOSQ_ERR_TLS_HANDSHAKE:
      return "no encrypted connection that can be trusted comes about: the "
             "broker must speak TLS on this port, and its certificate be "
             "vouched for (set ca-file, or tls-verify=false to do without)";
    case MOSQ_ERR_PROTOCOL:
    case MOSQ_ERR_MALFORMED_PACKET:
      return "what answers is no MQTT broker: check the port";
    case MOSQ_ERR_ERRNO:
      return std::generic_category().message(error_number);
    default:
      return mosquitto_strerror(code);
  }
}

std::string describe_mqtt_refusal(int code) {
  switch (code) {
    case 1:
      return "the broker does not speak MQTT 3.1.1";
    case 2:
      return "the broker refuses the client-id: set another one";
    case 3:
      return "the broker is not available";
    case 4:
    case 5:
      return "the broker lets nobody in by that name: check user and password";
    default:
      return "the broker refuses the connection with code " +
             std::to_string(code);
  }
}

}  // namespace mood
