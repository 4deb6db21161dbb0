/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mood {

/// What happens when the music stops. The caller keeps the ranges.
struct SilenceSettings {
  uint64_t quiet_after_ns = 0;                 ///< 0..600 s
  uint64_t release_after_ns = 60'000'000'000;  ///< 0..3600 s, 0 = never
  uint64_t restore_after_ns = 0;               ///< 0..60 s of sound
  bool dim = true;                             ///< if there is no scene
  std::string gradient = "Ocean";
  double brightness = 0.3;          ///< 0..1
  double speed = 0.5;               ///< 0.1..10
  std::vector<std::string> scenes;  ///< pool

  bool operator==(const SilenceSettings&) const = default;
};

}  // namespace mood
