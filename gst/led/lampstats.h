/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>

namespace mood {

/// What happened to a lamp's commands, or those of all lamps of a sink.
struct LampStats {
  uint64_t commands = 0;   ///< posted for the lamp
  uint64_t requests = 0;   ///< sent over the network
  uint64_t coalesced = 0;  ///< commands that a later one made superfluous
  uint64_t dropped = 0;    ///< commands that came too late or were too many
  uint64_t refused = 0;    ///< commands the lamp would not carry out
  uint64_t failures = 0;   ///< attempts that failed
  uint64_t incidents = 0;  ///< times the lamp went away
  uint32_t lamps = 0;
  uint32_t lamps_up = 0;   ///< connected
  uint32_t pending = 0;    ///< commands that wait
  std::string last_error;  ///< empty = none so far

  LampStats& operator+=(const LampStats& other);
};

}  // namespace mood
