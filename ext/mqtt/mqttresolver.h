/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include <string>
#include <vector>

#include "lampaddress.h"

namespace mood {

/// One way to a host that may have several addresses.
struct MqttEndpoint {
  std::string host;  ///< a name or an address
  std::string bind;  ///< the local address to come from; empty = any

  bool operator==(const MqttEndpoint&) const = default;
};

/// The ways to the broker at @p address, kMaxEndpoints at most: addresses, so
/// that libmosquitto, which cannot be interrupted when it looks for them, need
/// not. Where certificates name the host (@p keep_name), it gets the name and
/// learns from `bind` which family of addresses is meant. None if there are no
/// addresses; @p error then says why. Waits until @p cancellable is cancelled.
inline constexpr size_t kMaxEndpoints = 4;
std::vector<MqttEndpoint> find_mqtt_endpoints(const LampAddress& address,
                                              bool keep_name,
                                              GCancellable* cancellable,
                                              std::string& error);

}  // namespace mood
