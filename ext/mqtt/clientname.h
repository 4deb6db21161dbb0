/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <string_view>

namespace mood {

/// What a sink is called on a broker.
struct ClientName {
  std::string id;    ///< MQTT client identifier
  std::string path;  ///< one level of a topic
  std::string node;  ///< `[a-zA-Z0-9_-]`, for Home Assistant
};

/// The names that follow from @p client_id; if that is empty, from
/// @p host_name, so that they are the same at every start.
ClientName make_client_name(std::string_view client_id,
                            std::string_view host_name);

}  // namespace mood
