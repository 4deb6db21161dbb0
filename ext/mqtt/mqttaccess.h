/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>

#include "lampaddress.h"

namespace mood {

/// How to get at a broker.
struct MqttAccess {
  LampAddress address;   ///< its scheme is `mqtt` or `mqtts`
  std::string user;      ///< empty = none
  std::string password;  ///< a secret
  std::string client_id;
  std::string ca_file;  ///< PEM; empty = the system's certificates
  bool tls_verify = true;
  int keep_alive_s = 15;  ///< 5..65535
  int qos = 1;            ///< 0..2

  bool is_encrypted() const { return address.scheme == "mqtts"; }
};

}  // namespace mood
