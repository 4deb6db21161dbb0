/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>

namespace mood {

/// What a scene session has let out, and what it has not.
struct SessionStats {
  uint64_t commands = 0;  ///< all kinds
  uint64_t scenes = 0;
  uint64_t effects = 0;
  uint64_t flashes = 0;
  uint64_t releases = 0;
  uint64_t suppressed_flashes = 0;  ///< too many in a second, or too late
  uint64_t refused_scenes = 0;      ///< by lamps
  uint64_t dropped = 0;             ///< lost because too many were held
  std::string last_cause;
  uint64_t last_running_time_ns = 0;
};

}  // namespace mood
