/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wledmessages.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include "jsonwriter.h"

namespace mood {
namespace {

constexpr size_t kMaxColours = 3;
constexpr int kMaxPreset = 250;

int byte(double value) {
  return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0)));
}

void write_colours(JsonWriter& json, std::span<const Colour> colours) {
  json.key("col").begin_array();
  for (const Colour colour : colours) {
    json.begin_array().integer(colour.red).integer(colour.green);
    json.integer(colour.blue).end_array();
  }
  json.end_array();
}

void begin(JsonWriter& json, std::optional<double> brightness,
           uint32_t transition_ms) {
  json.begin_object().key("on").boolean(true);
  if (brightness) json.key("bri").integer(std::max(byte(255 * *brightness), 1));
  json.key("tt").integer(std::min<uint32_t>((transition_ms + 50) / 100, 65535));
  json.key("seg").begin_object();
}

/// The numbers are those that wledsink sends.
std::string look_json(const EffectAction& look, uint32_t transition_ms) {
  JsonWriter json;
  begin(json, look.brightness, transition_ms);
  if (look.speed)
    json.key("sx").integer(
        byte(127.5 * (1 + std::log10(std::max(*look.speed, 0.1)))));
  if (look.blur) json.key("ix").integer(byte(255 / (1 + *look.blur)));
  if (!look.colours.empty())
    write_colours(json, std::span(look.colours)
                            .first(std::min(look.colours.size(), kMaxColours)));
  json.end_object().end_object();
  return json.text();
}

/// As many colours as @p look can put back.
std::string flash_json(const FlashAction& flash, const EffectAction& look) {
  JsonWriter json;
  begin(json, flash.brightness, 0);
  const std::vector<Colour> colours(std::min(look.colours.size(), kMaxColours),
                                    flash.colour);
  write_colours(json, colours);
  json.end_object().end_object();
  return json.text();
}

std::optional<int> preset_number(const std::string& scene) {
  int number = 0;
  const char* end = scene.data() + scene.size();
  const auto [stop, error] = std::from_chars(scene.data(), end, number);
  if (error != std::errc() || stop != end) return {};
  if (number < 1 || number > kMaxPreset) return {};
  return number;
}

void merge(EffectAction& look, const EffectAction& effect) {
  if (!effect.colours.empty()) look.colours = effect.colours;
  if (effect.speed) look.speed = effect.speed;
  if (effect.blur) look.blur = effect.blur;
  if (effect.brightness) look.brightness = effect.brightness;
}

}  // namespace

WledMessages::WledMessages(const std::vector<std::string>& topics) {
  for (const std::string& topic : topics) {
    const size_t slash = topic.rfind('/');
    lamps_.push_back(
        {topic, slash == topic.npos ? topic : topic.substr(slash + 1), {}, {}});
  }
}

MqttMessages WledMessages::carry_out(const SceneCommand& command,
                                     uint64_t now_ns, std::string& reason) {
  const std::vector<std::string>& targets = command.targets;
  const auto is_target = [&](const std::string& name) {
    return std::find(targets.begin(), targets.end(), name) != targets.end();
  };
  MqttMessages messages;
  for (Lamp& lamp : lamps_) {
    if (!targets.empty() && !is_target(lamp.topic) && !is_target(lamp.name))
      continue;
    if (auto payload = carry_out(lamp, command, now_ns, reason))
      messages.push_back({lamp.topic + "/api", *std::move(payload)});
  }
  return messages;
}

std::optional<std::string> WledMessages::carry_out(Lamp& lamp,
                                                   const SceneCommand& command,
                                                   uint64_t now_ns,
                                                   std::string& reason) {
  if (const auto* scene = std::get_if<SceneAction>(&command.action)) {
    const std::optional<int> preset = preset_number(scene->scene);
    if (!preset) {
      if (reason.empty())
        reason =
            "WLED lamps take only numbers of presets (1 to 250) for "
            "scenes over MQTT, not \"" +
            scene->scene + "\"";
      return {};
    }
    lamp.look = {};
    lamp.flash_end_ns.reset();
    return "{\"ps\":" + std::to_string(*preset) + '}';
  }
  if (const auto* effect = std::get_if<EffectAction>(&command.action)) {
    merge(lamp.look, *effect);
    // It will be seen when the flash is over.
    if (lamp.flash_end_ns) return {};
    return look_json(*effect, effect->transition_ms);
  }
  if (const auto* flash = std::get_if<FlashAction>(&command.action)) {
    if (lamp.look.colours.empty() || !lamp.look.brightness) return {};
    lamp.flash_end_ns = now_ns + flash->duration_ms * uint64_t{1'000'000};
    return flash_json(*flash, lamp.look);
  }
  // The lamp is not ours any more, but must not be left in a flash.
  const bool flashes = lamp.flash_end_ns.has_value();
  const EffectAction look = std::exchange(lamp.look, {});
  lamp.flash_end_ns.reset();
  if (!flashes) return {};
  return look_json(look, 0);
}

MqttMessages WledMessages::take_due(uint64_t now_ns) {
  MqttMessages messages;
  for (Lamp& lamp : lamps_) {
    if (!lamp.flash_end_ns || *lamp.flash_end_ns > now_ns) continue;
    lamp.flash_end_ns.reset();
    messages.push_back({lamp.topic + "/api", look_json(lamp.look, 0)});
  }
  return messages;
}

std::optional<uint64_t> WledMessages::next_due_ns() const {
  std::optional<uint64_t> next;
  for (const Lamp& lamp : lamps_)
    if (lamp.flash_end_ns)
      next = std::min(next.value_or(*lamp.flash_end_ns), *lamp.flash_end_ns);
  return next;
}

}  // namespace mood
