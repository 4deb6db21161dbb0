/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>

namespace mood {

/// A reason to tell the lamps something.
struct Change {
  enum class Kind {
    kWords,     ///< another state or category
    kMetrics,   ///< the same words, moved far enough
    kForce,     ///< nothing for a long time
    kSettings,  ///< the user changed something
    kRestore,   ///< back from silence, a reaction or a seek
  };

  Kind kind;
  std::string cause;
  uint32_t transition_ms;
  bool drop = false;       ///< breaks the cooldown
  bool new_state = false;  ///< not only the category
};

}  // namespace mood
