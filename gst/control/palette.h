/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

#include "colour.h"

namespace mood {

/// A gradient of the user's own.
struct Palette {
  std::string name;
  std::vector<Colour> stops;  ///< 1..16

  bool operator==(const Palette&) const = default;
};

}  // namespace mood
