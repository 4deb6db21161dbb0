/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenecommand.h"

namespace mood::test {

using Targets = std::vector<std::string>;

inline SceneCommand command(SceneActionVariant action, Targets targets = {}) {
  SceneCommand result;
  result.action = std::move(action);
  result.targets = std::move(targets);
  return result;
}

inline SceneCommand scene(std::string name, Targets targets = {}) {
  return command(SceneAction{std::move(name)}, std::move(targets));
}

inline SceneCommand speed(double value, Targets targets = {}) {
  EffectAction effect;
  effect.speed = value;
  return command(effect, std::move(targets));
}

inline SceneCommand brightness(double value, Targets targets = {}) {
  EffectAction effect;
  effect.brightness = value;
  return command(effect, std::move(targets));
}

inline SceneCommand flash(uint32_t duration_ms = 100) {
  return command(FlashAction{{255, 255, 255}, duration_ms, 1});
}

inline SceneCommand release() { return command(ReleaseAction()); }

/// A command in few characters: `scene a`, `effect 1 - 0.5` (speed, blur,
/// brightness; - = absent), `flash`, `release`.
inline std::string brief(const SceneCommand& command) {
  std::string text(command_name(command));
  const auto number = [](std::optional<double> value) {
    return value ? " " + std::to_string(*value).substr(0, 3) : " -";
  };
  if (const auto* scene = std::get_if<SceneAction>(&command.action))
    text += " " + scene->scene;
  if (const auto* effect = std::get_if<EffectAction>(&command.action))
    text += number(effect->speed) + number(effect->blur) +
            number(effect->brightness);
  return text;
}

}  // namespace mood::test
