/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actionjson.h"

#include <optional>
#include <string_view>

namespace mood {
namespace {

class ActionWriter {
 public:
  explicit ActionWriter(JsonWriter& json) : json_(json) {}

  void operator()(const SceneAction& scene) {
    json_.key("scene").string(scene.scene);
  }

  void operator()(const EffectAction& effect) {
    if (!effect.gradient.empty()) json_.key("gradient").string(effect.gradient);
    if (!effect.colours.empty()) colours(effect.colours);
    optional("speed", effect.speed);
    optional("blur", effect.blur);
    optional("brightness", effect.brightness);
    json_.key("transition").integer(effect.transition_ms);
  }

  void operator()(const FlashAction& flash) {
    json_.key("color").string(to_string(flash.colour));
    json_.key("duration").integer(flash.duration_ms);
    json_.key("brightness").number(flash.brightness);
  }

  void operator()(const ReleaseAction&) {}

 private:
  void colours(const std::vector<Colour>& colours) {
    json_.key("colors").begin_array();
    for (const Colour colour : colours) json_.string(to_string(colour));
    json_.end_array();
  }

  void optional(std::string_view name, std::optional<double> value) {
    if (value) json_.key(name).number(*value);
  }

  JsonWriter& json_;
};

}  // namespace

void write_action(JsonWriter& json, const SceneActionVariant& action) {
  std::visit(ActionWriter(json), action);
}

void write_targets(JsonWriter& json, const std::vector<std::string>& targets) {
  json.key("targets").begin_array();
  for (const std::string& target : targets) json.string(target);
  json.end_array();
}

}  // namespace mood
