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

}  // namespace

std::optional<EffectAction> build_effect(const Look& look,
                                         const MapperSettings& settings,
                                         uint32_t transition_ms) {
  if (!settings.adjust_colors && !settings.adjust_effects) return std::nullopt;
  EffectAction effect;
  effect.transition_ms = transition_ms;
  const Gradient* const gradient = find_gradient(look.gradient);
  if (settings.adjust_colors && gradient != nullptr) {
    effect.gradient = gradient->name;
    effect.colours.assign(gradient->stops.begin(), gradient->stops.end());
  }
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
