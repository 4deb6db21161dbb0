/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mood {

/// What the user wants of the scene mapper. The caller keeps the ranges.
struct MapperSettings {
  double intensity = 0.7;         ///< 0..1: scales speed, blur, brightness
  double change_threshold = 0.2;  ///< 0.05..0.5
  uint64_t min_change_interval_ns = 3'000'000'000;  ///< 0.5..30 s
  bool adjust_colors = true;
  bool adjust_effects = true;
  bool react_to_events = true;
  bool beat_flash = false;
  std::vector<std::string> targets;  ///< empty = all lamps

  bool operator==(const MapperSettings&) const = default;
};

}  // namespace mood
