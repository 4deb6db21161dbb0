/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledfxschema.h"

#include <algorithm>
#include <cmath>

namespace mood {

double LedFxParameter::fit(double value) const {
  if (minimum) value = std::max(value, *minimum);
  if (maximum) value = std::min(value, *maximum);
  if (!is_integer) return value;
  const double rounded = std::round(value);
  if (maximum && rounded > *maximum) return std::floor(*maximum);
  if (minimum && rounded < *minimum) return std::ceil(*minimum);
  return rounded;
}

std::optional<LedFxSchema> LedFxSchema::from_json(JsonValue schema) {
  const JsonValue effects = schema["effects"];
  if (!effects.is_object()) return {};
  LedFxSchema result;
  effects.for_each_member([&](const std::string& type, JsonValue effect) {
    Parameters& parameters = result.effects_[type];
    effect["schema"]["properties"].for_each_member(
        [&](const std::string& name, JsonValue property) {
          const std::string kind = property["type"].string().value_or("");
          if (kind != "number" && kind != "integer") return;
          parameters[name] = {property["minimum"].number(),
                              property["maximum"].number(), kind == "integer"};
        });
  });
  return result;
}

const LedFxParameter* LedFxSchema::find(const std::string& type,
                                        const std::string& name) const {
  const auto effect = effects_.find(type);
  if (effect == effects_.end()) return nullptr;
  const auto parameter = effect->second.find(name);
  return parameter != effect->second.end() ? &parameter->second : nullptr;
}

}  // namespace mood
