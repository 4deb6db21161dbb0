/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <string_view>

namespace mood {

/// Where things are published.
struct MqttTopics {
  std::string prefix;  ///< such as `gst-mood/kitchen`

  std::string status() const { return below("status"); }
  std::string command() const { return below("command"); }
  std::string beat() const { return below("beat"); }
  /// `prefix/name`
  std::string below(std::string_view name) const {
    return prefix + '/' + std::string(name);
  }
};

/// What `status` says.
inline constexpr const char* kOnline = "online";
inline constexpr const char* kOffline = "offline";

}  // namespace mood
