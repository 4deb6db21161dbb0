/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "commandmessages.h"

#include <string>

#include "actionjson.h"
#include "jsonwriter.h"

namespace mood {
namespace {

/// The colour as three numbers, which Home Assistant's lights take as they are.
void write_rgb(JsonWriter& json, Colour colour) {
  json.key("rgb").begin_array().integer(colour.red).integer(colour.green);
  json.integer(colour.blue).end_array();
}

/// The command's line without its end.
std::string whole_command(const SceneCommand& command) {
  std::string line = to_json_line(command);
  line.pop_back();
  return line;
}

std::string action_json(const SceneCommand& command,
                        std::optional<Colour> colour) {
  JsonWriter json;
  json.begin_object();
  write_action(json, command.action);
  if (colour) write_rgb(json, *colour);
  json.key("cause").string(command.cause);
  write_targets(json, command.targets);
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
