/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gradients.h"

#include <algorithm>
#include <array>

namespace mood {
namespace {

constexpr Colour rgb(uint32_t value) {
  return {static_cast<uint8_t>(value >> 16), static_cast<uint8_t>(value >> 8),
          static_cast<uint8_t>(value)};
}

constexpr std::array kBorealis = {rgb(0x0b1d51), rgb(0x12665e), rgb(0x1fb57a),
                                  rgb(0x7be0a3), rgb(0x6a4fc4)};
constexpr std::array kEmber = {rgb(0x1f0503), rgb(0x6e1405), rgb(0xc43a0b),
                               rgb(0xff8a1f)};
constexpr std::array kFrost = {rgb(0x0e3a6b), rgb(0x2f86c9), rgb(0x8fd3f4),
                               rgb(0xe9fbff)};
constexpr std::array kMeadow = {rgb(0x14532d), rgb(0x3f8f2f), rgb(0x9ccc3c),
                                rgb(0xf2e86d)};
constexpr std::array kOcean = {rgb(0x020b2d), rgb(0x06306b), rgb(0x0b62a4),
                               rgb(0x1fa3b8)};
constexpr std::array kPlasma = {rgb(0x2a0593), rgb(0x8b0aa5), rgb(0xdb3f79),
                                rgb(0xfb9a3c), rgb(0xf2f03a)};
constexpr std::array kRainbow = {rgb(0xff1a1a), rgb(0xff8c1a), rgb(0xfff01a),
                                 rgb(0x1aff4b), rgb(0x1a7dff), rgb(0xa81aff)};
constexpr std::array kRust = {rgb(0x2b0f06), rgb(0x6b2a10), rgb(0xa4481c),
                              rgb(0xd07a3b)};
constexpr std::array kSunset = {rgb(0x4a1060), rgb(0xb3255f), rgb(0xf2563e),
                                rgb(0xffa63d), rgb(0xffd98a)};
constexpr std::array kViridis = {rgb(0x46105a), rgb(0x3c5289), rgb(0x24908b),
                                 rgb(0x5dc561), rgb(0xf3e528)};

constexpr std::array<Gradient, 10> kGradients = {{
    {"Borealis", kBorealis},
    {"Ember", kEmber},
    {"Frost", kFrost},
    {"Meadow", kMeadow},
    {"Ocean", kOcean},
    {"Plasma", kPlasma},
    {"Rainbow", kRainbow},
    {"Rust", kRust},
    {"Sunset", kSunset},
    {"Viridis", kViridis},
}};

// The C library's tolower follows the locale.
char lower(char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

Colour Gradient::lightest() const {
  return *std::max_element(stops.begin(), stops.end(), [](Colour a, Colour b) {
    return luma(a) < luma(b);
  });
}

std::span<const Gradient> gradients() { return kGradients; }

const Gradient* find_gradient(std::string_view name) {
  const auto found = std::find_if(
      kGradients.begin(), kGradients.end(),
      [name](const Gradient& one) { return same_name(name, one.name); });
  return found == kGradients.end() ? nullptr : &*found;
}

std::optional<Gradient> find_gradient(std::string_view name,
                                      std::span<const Palette> palettes) {
  const auto own = std::find_if(
      palettes.begin(), palettes.end(),
      [name](const Palette& one) { return same_name(name, one.name); });
  if (own != palettes.end()) return Gradient{own->name, own->stops};
  const Gradient* const found = find_gradient(name);
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

}  // namespace mood
