/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenecommand.h"

#include <array>

#include "jsonwriter.h"

namespace mood {
namespace {

constexpr uint64_t kFormatVersion = 1;

class ActionWriter {
 public:
  explicit ActionWriter(JsonWriter& json) : json_(json) {}

  void operator()(const SceneAction& scene) {
    json_.key("scene").string(scene.scene);
  }

  void operator()(const EffectAction& effect) {
    if (!effect.gradient.empty()) {
      json_.key("gradient").string(effect.gradient);
      json_.key("colors").begin_array();
      for (const Colour colour : effect.colours) {
        json_.string(to_string(colour));
      }
      json_.end_array();
    }
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
  void optional(std::string_view name, std::optional<double> value) {
    if (value) json_.key(name).number(*value);
  }

  JsonWriter& json_;
};

void write_mood(JsonWriter& json, const MoodUpdate& mood) {
  json.begin_object();
  json.key("state").string(to_string(mood.state));
  json.key("category").string(mood.category);
  json.key("confidence").number(mood.confidence);
  for (const MetricField& field : kMetricFields)
    json.key(field.name).number(mood.metrics.*field.value);
  json.end_object();
}

}  // namespace

std::string_view command_name(const SceneCommand& command) {
  static constexpr std::array<std::string_view, 4> kNames = {
      "scene", "effect", "flash", "release"};
  static_assert(kNames.size() == std::variant_size_v<SceneActionVariant>);
  return kNames[command.action.index()];
}

std::string to_json_line(const SceneCommand& command) {
  JsonWriter json;
  json.begin_object();
  json.key("v").integer(kFormatVersion);
  json.key("command").string(command_name(command));
  json.key("running-time").integer(command.running_time_ns);
  json.key("cause").string(command.cause);
  std::visit(ActionWriter(json), command.action);
  json.key("targets").begin_array();
  for (const std::string& target : command.targets) json.string(target);
  json.end_array();
  json.key("mood");
  write_mood(json, command.mood);
  json.end_object();
  return json.text() + '\n';
}

}  // namespace mood
