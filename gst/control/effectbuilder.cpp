/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "effectbuilder.h"

#include <algorithm>

#include "gradients.h"

namespace mood {
namespace {

// The lower limits keep intensity 0 from meaning "dark and frozen".
constexpr double kMinBrightness = 0.1;
constexpr double kMinSpeed = 0.1;
constexpr double kMaxSpeed = 10;
constexpr double kMaxBlur = 10;

/// Two stops at least: some lamps take no fewer.
void set_colours(const Look& look, const MapperSettings& settings,
                 EffectAction& effect) {
  if (settings.single_colour) {
    effect.gradient = to_string(*settings.single_colour);
    effect.colours.assign(2, *settings.single_colour);
    return;
  }
  const auto gradient =
      find_gradient(settings.palette.empty() ? look.gradient : settings.palette,
                    settings.palettes);
  if (!gradient) return;
  effect.gradient = gradient->name;
  effect.colours.assign(gradient->stops.begin(), gradient->stops.end());
  if (effect.colours.size() == 1) effect.colours.push_back(effect.colours[0]);
}

}  // namespace

Colour accent_colour(const Look& look, const MapperSettings& settings) {
  EffectAction effect;
  set_colours(look, settings, effect);
  if (effect.colours.empty()) return {255, 255, 255};
  return Gradient{effect.gradient, effect.colours}.lightest();
}

std::optional<EffectAction> build_effect(const Look& look,
                                         const MapperSettings& settings,
                                         uint32_t transition_ms) {
  if (!settings.adjust_colors && !settings.adjust_effects) return std::nullopt;
  EffectAction effect;
  effect.transition_ms = transition_ms;
  if (settings.adjust_colors) set_colours(look, settings, effect);
  if (settings.adjust_effects) {
    const double scale = settings.intensity;
    effect.speed = std::clamp(look.speed * scale, kMinSpeed, kMaxSpeed);
    effect.blur = std::clamp(look.blur * scale, 0.0, kMaxBlur);
    effect.brightness = accent_brightness(look.brightness, settings);
  }
  return effect;
}

double accent_brightness(double brightness, const MapperSettings& settings) {
  return std::clamp(brightness * settings.intensity, kMinBrightness, 1.0);
}

}  // namespace mood
