/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "colour.h"

#include <charconv>

namespace mood {

std::string to_string(Colour colour) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const uint8_t channel : {colour.red, colour.green, colour.blue}) {
    text += kDigits[channel >> 4];
    text += kDigits[channel & 15];
  }
  return text;
}

std::optional<Colour> colour_from_string(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data() + 1, end, value, 16);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return Colour{static_cast<uint8_t>(value >> 16),
                static_cast<uint8_t>(value >> 8), static_cast<uint8_t>(value)};
}

double luma(Colour colour) {
  return (0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue) /
         255.0;
}

}  // namespace mood
