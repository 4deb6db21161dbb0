/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mood {

/// An sRGB colour, 8 bits a channel.
struct Colour {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;

  bool operator==(const Colour&) const = default;
};

/// `#rrggbb`, lower case.
std::string to_string(Colour colour);
/// The colour written as `#rrggbb` in either case, or nothing.
std::optional<Colour> colour_from_string(std::string_view text);
/// Perceived lightness 0..1 (Rec. 709 luma weights on the coded values).
double luma(Colour colour);

}  // namespace mood
