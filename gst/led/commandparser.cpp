/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "commandparser.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "jsondocument.h"

namespace mood {
namespace {

constexpr double kFormatVersion = 1;
constexpr size_t kMaxText = 256;
constexpr size_t kMaxElements = 64;
constexpr double kMaxMotion = 100;
constexpr double kMaxTime_ms = 3'600'000;
constexpr double kMaxTime_ns = 9.2e18;

/// A line that is no command: caught in parse_scene_command().
struct BadCommand : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse(const std::string& member, const std::string& what) {
  throw BadCommand("\"" + member + "\" " + what);
}

std::string short_text(const std::string& member, JsonValue value) {
  std::optional<std::string> text = value.string();
  if (!text) refuse(member, "is not a string");
  if (text->size() > kMaxText)
    refuse(member, "is longer than " + std::to_string(kMaxText) + " bytes");
  return *std::move(text);
}

std::optional<double> number(JsonValue object, const std::string& member,
                             double max) {
  const JsonValue value = object[member];
  if (!value.exists()) return {};
  const std::optional<double> number = value.number();
  if (!number) refuse(member, "is not a number");
  if (*number < 0 || *number > max)
    refuse(member, "is outside 0 to " +
                       std::to_string(static_cast<unsigned long>(max)));
  return number;
}

uint32_t milliseconds(JsonValue object, const std::string& member) {
  return static_cast<uint32_t>(
      std::lround(number(object, member, kMaxTime_ms).value_or(0)));
}

Colour colour(const std::string& member, JsonValue value) {
  const std::optional<Colour> colour =
      colour_from_string(short_text(member, value));
  if (!colour) refuse(member, "is not a colour like #rrggbb");
  return *colour;
}

template <typename Read>
auto list(JsonValue object, const std::string& member, Read read) {
  std::vector<decltype(read(member, JsonValue()))> elements;
  const JsonValue array = object[member];
  if (!array.exists()) return elements;
  if (!array.is_array()) refuse(member, "is not an array");
  if (array.size() > kMaxElements)
    refuse(member,
           "has more than " + std::to_string(kMaxElements) + " elements");
  for (size_t i = 0; i < array.size(); ++i)
    elements.push_back(read(member, array[i]));
  return elements;
}

SceneAction read_scene(JsonValue object) {
  SceneAction scene{short_text("scene", object["scene"])};
  if (scene.scene.empty()) refuse("scene", "is empty");
  return scene;
}

EffectAction read_effect(JsonValue object) {
  EffectAction effect;
  if (object["gradient"].exists())
    effect.gradient = short_text("gradient", object["gradient"]);
  effect.colours = list(object, "colors", colour);
  effect.speed = number(object, "speed", kMaxMotion);
  effect.blur = number(object, "blur", kMaxMotion);
  effect.brightness = number(object, "brightness", 1);
  effect.transition_ms = milliseconds(object, "transition");
  return effect;
}

FlashAction read_flash(JsonValue object) {
  FlashAction flash;
  flash.colour = colour("color", object["color"]);
  flash.duration_ms = milliseconds(object, "duration");
  flash.brightness = number(object, "brightness", 1).value_or(1);
  return flash;
}

SceneActionVariant read_action(JsonValue object) {
  const std::string name = short_text("command", object["command"]);
  if (name == "scene") return read_scene(object);
  if (name == "effect") return read_effect(object);
  if (name == "flash") return read_flash(object);
  if (name == "release") return ReleaseAction();
  refuse("command", "is none of scene, effect, flash, release");
}

/// What stands behind a command changes no lamp, so nonsense in it is left out.
MoodUpdate read_mood(JsonValue object) {
  MoodUpdate mood;
  const std::string state = object["state"].string().value_or("");
  mood.state = state_from_string(state).value_or(State::kUnknown);
  mood.category = object["category"].string().value_or("");
  if (mood.category.size() > kMaxText) mood.category.clear();
  const auto share = [&](const char* name, double fallback) {
    return std::clamp(object[name].number().value_or(fallback), 0.0, 1.0);
  };
  mood.confidence = share("confidence", 0);
  for (const MetricField& field : kMetricFields) {
    double& value = mood.metrics.*field.value;
    value = field.is_share
                ? share(field.name, value)
                : std::clamp(object[field.name].number().value_or(value), 0.0,
                             1000.0);
  }
  return mood;
}

SceneCommand read_command(JsonValue object) {
  if (!object.is_object()) throw BadCommand("it is not a JSON object");
  if (object["v"].exists() && object["v"].number() != kFormatVersion)
    refuse("v", "is not 1, the version that is understood");
  SceneCommand command;
  command.action = read_action(object);
  command.running_time_ns = static_cast<uint64_t>(
      number(object, "running-time", kMaxTime_ns).value_or(0));
  if (object["cause"].exists())
    command.cause = short_text("cause", object["cause"]);
  command.targets = list(object, "targets", short_text);
  command.mood = read_mood(object["mood"]);
  command.mood.running_time_ns = command.running_time_ns;
  return command;
}

}  // namespace

std::optional<SceneCommand> parse_scene_command(std::string_view line,
                                                std::string& error) {
  if (line.size() > kMaxCommandBytes) {
    error = "it is longer than " + std::to_string(kMaxCommandBytes) + " bytes";
    return {};
  }
  const std::optional<JsonDocument> document =
      JsonDocument::parse(line, &error);
  if (!document) return {};
  try {
    return read_command(document->root());
  } catch (const BadCommand& bad) {
    error = bad.what();
    return {};
  }
}

}  // namespace mood
