/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledfxvirtuals.h"

#include <algorithm>
#include <cmath>

#include "jsonwriter.h"

namespace mood {
namespace {

/// The colours as a CSS gradient, which LedFx takes whatever gradients it knows
/// by name.
std::string css_gradient(const std::vector<Colour>& colours) {
  std::string css = "linear-gradient(90deg";
  const size_t stops = std::max<size_t>(colours.size(), 2);
  for (size_t i = 0; i < stops; ++i) {
    const Colour c = colours[std::min(i, colours.size() - 1)];
    const auto percent = std::lround(100.0 * static_cast<double>(i) /
                                     static_cast<double>(stops - 1));
    css += ", rgb(" + std::to_string(c.red) + ", " + std::to_string(c.green) +
           ", " + std::to_string(c.blue) + ") " + std::to_string(percent) + "%";
  }
  return css + ")";
}

}  // namespace

std::optional<LedFxVirtuals> ledfx_virtuals_from_json(JsonValue answer) {
  const JsonValue virtuals = answer["virtuals"];
  if (!virtuals.is_object()) return {};
  LedFxVirtuals result;
  virtuals.for_each_member([&](const std::string& id, JsonValue value) {
    const JsonValue effect = value["effect"];
    LedFxEffect& shown = result[id];
    shown.type = effect["type"].string().value_or("");
    if (!shown.type.empty()) shown.config = effect["config"].text();
  });
  return result;
}

std::vector<std::string> lit_virtuals(const LedFxVirtuals& virtuals,
                                      const std::vector<std::string>& targets) {
  std::vector<std::string> lit;
  for (const auto& [id, effect] : virtuals) {
    const bool is_meant =
        targets.empty() ||
        std::find(targets.begin(), targets.end(), id) != targets.end();
    if (is_meant && !effect.type.empty()) lit.push_back(id);
  }
  return lit;
}

std::string apply_global_json(const EffectAction& effect,
                              const std::vector<std::string>* virtuals) {
  const bool has_colours = !effect.colours.empty() || !effect.gradient.empty();
  if (!has_colours && !effect.brightness) return "";
  JsonWriter json;
  json.begin_object().key("action").string("apply_global");
  if (has_colours)
    json.key("gradient")
        .string(effect.colours.empty() ? effect.gradient
                                       : css_gradient(effect.colours));
  if (effect.brightness) json.key("brightness").number(*effect.brightness);
  if (virtuals != nullptr) {
    json.key("virtuals").begin_array();
    for (const std::string& id : *virtuals) json.string(id);
    json.end_array();
  }
  json.end_object();
  return json.text();
}

std::string adjust_json(const EffectAction& effect, const std::string& type,
                        const LedFxSchema& schema) {
  JsonWriter json;
  json.begin_object().key("type").string(type);
  json.key("config").begin_object();
  bool any = false;
  const auto add = [&](const char* name, std::optional<double> value) {
    const LedFxParameter* parameter = schema.find(type, name);
    if (!value || parameter == nullptr) return;
    any = true;
    json.key(name);
    const double fitting = parameter->fit(*value);
    if (parameter->is_integer)
      json.integer(std::llround(fitting));
    else
      json.number(fitting);
  };
  add("speed", effect.speed);
  add("blur", effect.blur);
  json.end_object().end_object();
  return any ? json.text() : "";
}

std::string set_effect_json(const LedFxEffect& effect) {
  const auto config = JsonDocument::parse(effect.config, nullptr);
  JsonWriter json;
  json.begin_object().key("type").string(effect.type);
  json.key("config").raw((config ? config->root() : JsonValue()).text());
  json.end_object();
  return json.text();
}

std::string oneshot_json(const FlashAction& flash) {
  const uint32_t hold_ms = flash.duration_ms / 3;
  JsonWriter json;
  json.begin_object().key("tool").string("oneshot");
  json.key("color").string(to_string(flash.colour));
  json.key("ramp").integer(0).key("hold").integer(hold_ms);
  json.key("fade").integer(flash.duration_ms - hold_ms);
  json.key("brightness").number(flash.brightness).end_object();
  return json.text();
}

}  // namespace mood
