/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <string_view>

namespace mood {

/// What the lamps should show, before the user's intensity scales it.
struct Look {
  std::string_view gradient = "Viridis";  ///< a name in gradients()
  double speed = 1.5;
  double blur = 2;
  double brightness = 0.5;  ///< 0..1
};

}  // namespace mood
