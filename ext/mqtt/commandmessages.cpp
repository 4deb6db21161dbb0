/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "commandmessages.h"

#include <string>

#include "jsonwriter.h"

namespace mood {
namespace {

constexpr uint64_t kFormatVersion = 1;

void write_optional(JsonWriter& json, const char* name,
                    std::optional<double> value) {
  if (value) json.key(name).number(*value);
}

void write_targets(JsonWriter& json, const SceneCommand& command) {
  json.key("targets").begin_array();
  for (const std::string& target : command.targets) json.string(target);
  json.end_array();
}

/// The colour as three numbers, which Home Assistant's lights take as they are.
void write_rgb(JsonWriter& json, Colour colour) {
  json.key("rgb").begin_array().integer(colour.red).integer(colour.green);
  json.integer(colour.blue).end_array();
}

/// Writes the members of a command that belong to its action.
class ActionWriter {
 public:
  explicit ActionWriter(JsonWriter& json) : json_(json) {}

  void operator()(const SceneAction& scene) {
    json_.key("scene").string(scene.scene);
  }

  void operator()(const EffectAction& effect) {
    if (!effect.gradient.empty()) json_.key("gradient").string(effect.gradient);
    if (!effect.colours.empty()) {
      json_.key("colors").begin_array();
      for (const Colour colour : effect.colours)
        json_.string(to_string(colour));
      json_.end_array();
    }
    write_optional(json_, "speed", effect.speed);
    write_optional(json_, "blur", effect.blur);
    write_optional(json_, "brightness", effect.brightness);
    json_.key("transition").integer(effect.transition_ms);
  }

  void operator()(const FlashAction& flash) {
    json_.key("color").string(to_string(flash.colour));
    json_.key("duration").integer(flash.duration_ms);
    json_.key("brightness").number(flash.brightness);
  }

  void operator()(const ReleaseAction&) {}

 private:
  JsonWriter& json_;
};

void write_mood(JsonWriter& json, const MoodUpdate& mood) {
  json.key("mood").begin_object();
  json.key("state").string(to_string(mood.state));
  json.key("category").string(mood.category);
  json.key("confidence").number(mood.confidence);
  for (const MetricField& field : kMetricFields)
    json.key(field.name).number(mood.metrics.*field.value);
  json.end_object();
}

std::string whole_command(const SceneCommand& command) {
  JsonWriter json;
  json.begin_object().key("v").integer(kFormatVersion);
  json.key("command").string(command_name(command));
  json.key("running-time").integer(command.running_time_ns);
  json.key("cause").string(command.cause);
  std::visit(ActionWriter(json), command.action);
  write_targets(json, command);
  write_mood(json, command.mood);
  json.end_object();
  return json.text();
}

std::string action_json(const SceneCommand& command,
                        std::optional<Colour> colour) {
  JsonWriter json;
  json.begin_object();
  std::visit(ActionWriter(json), command.action);
  if (colour) write_rgb(json, *colour);
  json.key("cause").string(command.cause);
  write_targets(json, command);
  json.end_object();
  return json.text();
}

}  // namespace

MqttMessages command_messages(const SceneCommand& command,
                              const MqttTopics& topics) {
  MqttMessages messages = {{topics.command(), whole_command(command)}};
  const std::string topic = topics.below(command_name(command));
  if (const auto* scene = std::get_if<SceneAction>(&command.action)) {
    messages.push_back({topic, scene->scene});
  } else if (const auto* effect = std::get_if<EffectAction>(&command.action)) {
    std::optional<Colour> colour;
    if (!effect->colours.empty()) colour = effect->colours.front();
    messages.push_back({topic, action_json(command, colour)});
  } else if (const auto* flash = std::get_if<FlashAction>(&command.action)) {
    messages.push_back({topic, action_json(command, flash->colour)});
  }
  return messages;
}

MqttMessage beat_message(const BeatUpdate& beat, const MqttTopics& topics) {
  JsonWriter json;
  json.begin_object().key("beat").integer(beat.bar_position);
  json.key("tempo").number(beat.tempo_bpm);
  json.key("confidence").number(beat.confidence).end_object();
  return {topics.beat(), json.text()};
}

}  // namespace mood
