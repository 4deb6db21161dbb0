/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenecommand.h"

#include <array>

#include "actionjson.h"
#include "jsonwriter.h"

namespace mood {
namespace {

constexpr uint64_t kFormatVersion = 1;

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
  write_action(json, command.action);
  write_targets(json, command.targets);
  json.key("mood");
  write_mood(json, command.mood);
  json.end_object();
  return json.text() + '\n';
}

}  // namespace mood
