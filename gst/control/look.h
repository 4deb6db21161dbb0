/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string>

namespace mood {

/// What the lamps should show, before the user's intensity scales it.
struct Look {
  std::string gradient = "Viridis";
  double speed = 1.5;
  double blur = 2;
  double brightness = 0.5;  ///< 0..1

  bool operator==(const Look&) const = default;
};

}  // namespace mood
