/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "colour.h"
#include "palette.h"

namespace mood {

/// A named run of colour stops, evenly spaced from one end of a strip to the
/// other. The names are those of the effects that lamps already know; the
/// stops serve lamps that do not.
struct Gradient {
  std::string_view name;
  std::span<const Colour> stops;  ///< at least one, evenly spaced

  /// The lightest stop: what an accent in this gradient looks like.
  Colour lightest() const;
};

/// Every gradient that needs no configuration, in alphabetical order; two
/// stops or more, valid for ever.
std::span<const Gradient> gradients();
/// The gradient called @p name, case ignored, or null.
const Gradient* find_gradient(std::string_view name);
/// The same with the user's own @p palettes, which come first and which the
/// result points into.
std::optional<Gradient> find_gradient(std::string_view name,
                                      std::span<const Palette> palettes);

}  // namespace mood
