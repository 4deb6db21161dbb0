/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wledlook.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mood {
namespace {

constexpr size_t kMaxColours = 3;
/// Members of a segment that are numbers and belong to its look.
constexpr std::array<const char*, 8> kFields = {"bri", "fx", "sx", "ix",
                                                "pal", "c1", "c2", "c3"};
/// What only presets change.
constexpr std::array<const char*, 11> kNumbers = {
    "start", "stop", "startY", "stopY", "grp", "spc",
    "of",    "cct",  "set",    "si",    "m12"};
constexpr std::array<const char*, 10> kSwitches = {
    "sel", "frz", "rev", "mi", "rY", "mY", "tp", "o1", "o2", "o3"};

int byte(double value) {
  return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0)));
}

int brightness_byte(double brightness) {
  return std::max(byte(255 * brightness), 1);
}

void write_colour(JsonWriter& json, Colour colour) {
  json.begin_array().integer(colour.red).integer(colour.green);
  json.integer(colour.blue).end_array();
}

void write_optional(JsonWriter& json, const char* name,
                    std::optional<int> value) {
  if (value) json.key(name).integer(*value);
}

}  // namespace

WledChange make_wled_change(const EffectAction& effect, const WledNames& names,
                            const std::string& effect_name) {
  WledChange change;
  change.effect = names.effects.find(effect_name);
  if (effect.speed)
    change.speed = byte(127.5 * (1 + std::log10(std::max(*effect.speed, 0.1))));
  if (effect.blur) change.intensity = byte(255 / (1 + *effect.blur));
  if (effect.brightness)
    change.brightness = brightness_byte(*effect.brightness);
  change.colours = effect.colours;
  if (change.colours.size() > kMaxColours) change.colours.resize(kMaxColours);
  change.palette = names.palettes.find(effect.gradient);
  if (!change.palette && !effect.colours.empty())
    change.palette = names.colours_palette();
  change.transition = static_cast<int>(
      std::min<uint32_t>((effect.transition_ms + 50) / 100, 65'535));
  return change;
}

std::string to_json(const WledChange& change) {
  JsonWriter json;
  json.begin_object().key("on").boolean(true);
  write_optional(json, "bri", change.brightness);
  json.key("tt").integer(change.transition);
  json.key("seg").begin_object();
  write_optional(json, "fx", change.effect);
  write_optional(json, "sx", change.speed);
  write_optional(json, "ix", change.intensity);
  write_optional(json, "pal", change.palette);
  if (!change.colours.empty()) {
    json.key("col").begin_array();
    for (const Colour colour : change.colours) write_colour(json, colour);
    json.end_array();
  }
  json.end_object().end_object();
  return json.text();
}

std::optional<WledLook> WledLook::from_json(JsonValue state) {
  const std::optional<bool> on = state["on"].boolean();
  const std::optional<int> brightness = state["bri"].integer();
  const JsonValue segments = state["seg"];
  if (!on || !brightness || segments.size() > kMaxSegments) return {};
  WledLook look;
  look.on_ = *on;
  look.brightness_ = std::clamp(*brightness, 0, 255);
  const int playlist = state["pl"].integer().value_or(-1);
  look.preset_ = playlist > 0 ? playlist : state["ps"].integer().value_or(-1);
  for (size_t i = 0; i < segments.size(); ++i)
    look.segments_.push_back(read_segment(segments[i], static_cast<int>(i)));
  return look;
}

WledLook::Segment WledLook::read_segment(JsonValue json, int index) {
  Segment segment;
  segment.id = json["id"].integer().value_or(index);
  segment.on = json["on"].boolean().value_or(true);
  segment.selected = json["sel"].boolean().value_or(true);
  for (const char* name : kFields)
    if (const std::optional<int> value = json[name].integer())
      segment.fields.push_back({name, *value});
  for (const char* name : kNumbers)
    if (const std::optional<int> value = json[name].integer())
      segment.settings.push_back({name, *value});
  for (const char* name : kSwitches)
    if (const std::optional<bool> value = json[name].boolean())
      segment.settings.push_back({name, *value});
  const JsonValue colours = json["col"];
  for (size_t i = 0; i < std::min(colours.size(), kMaxColours); ++i) {
    std::vector<int> channels;
    for (size_t c = 0; c < std::min<size_t>(colours[i].size(), 4); ++c)
      channels.push_back(byte(colours[i][c].number().value_or(0)));
    segment.colours.push_back(std::move(channels));
  }
  return segment;
}

void WledLook::Segment::set(const std::string& name, std::optional<int> value) {
  if (!value) return;
  const auto field =
      std::find_if(fields.begin(), fields.end(),
                   [&](const Field& f) { return f.name == name; });
  if (field != fields.end())
    field->value = *value;
  else
    fields.push_back({name, *value});
}

void WledLook::apply(const WledChange& change) {
  on_ = true;
  preset_ = -1;
  brightness_ = change.brightness.value_or(brightness_);
  const bool any_selected =
      std::any_of(segments_.begin(), segments_.end(),
                  [](const Segment& segment) { return segment.selected; });
  for (Segment& segment : segments_) {
    if (any_selected && !segment.selected) continue;
    segment.set("fx", change.effect);
    segment.set("sx", change.speed);
    segment.set("ix", change.intensity);
    segment.set("pal", change.palette);
    for (size_t i = 0; i < change.colours.size(); ++i) {
      if (segment.colours.size() <= i) segment.colours.emplace_back();
      const Colour colour = change.colours[i];
      segment.colours[i] = {colour.red, colour.green, colour.blue};
    }
  }
}

bool WledLook::has_segment(int id) const {
  return std::any_of(segments_.begin(), segments_.end(),
                     [=](const Segment& segment) { return segment.id == id; });
}

void WledLook::write_state(JsonWriter& json) const {
  json.key("on").boolean(on_).key("bri").integer(brightness_);
  json.key("tt").integer(0);
}

void WledLook::Segment::write(JsonWriter& json, bool with_settings) const {
  json.key("id").integer(id).key("on").boolean(on);
  if (with_settings) write_fields(json, settings);
  write_fields(json, fields);
  json.key("col").begin_array();
  for (const std::vector<int>& colour : colours) {
    json.begin_array();
    for (const int channel : colour) json.integer(channel);
    json.end_array();
  }
  json.end_array();
}

void WledLook::Segment::write_fields(JsonWriter& json,
                                     const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    json.key(field.name);
    if (const bool* on = std::get_if<bool>(&field.value))
      json.boolean(*on);
    else
      json.integer(std::get<int>(field.value));
  }
}

std::string WledLook::to_json() const {
  JsonWriter json;
  json.begin_object();
  write_state(json);
  json.key("seg").begin_array();
  for (const Segment& segment : segments_) {
    json.begin_object();
    segment.write(json, false);
    json.end_object();
  }
  json.end_array().end_object();
  return json.text();
}

std::string WledLook::restore_json(const WledLook& now) const {
  JsonWriter json;
  json.begin_object();
  // WLED loads presets later than it takes the rest of a request, so what came
  // with it would be overwritten.
  if (on_ && preset_ > 0) {
    json.key("ps").integer(preset_).end_object();
    return json.text();
  }
  write_state(json);
  json.key("seg").begin_array();
  for (const Segment& segment : segments_) {
    json.begin_object();
    segment.write(json, true);
    json.end_object();
  }
  for (const Segment& segment : now.segments_) {
    if (has_segment(segment.id)) continue;
    json.begin_object().key("id").integer(segment.id);
    json.key("stop").integer(0).end_object();
  }
  json.end_array().end_object();
  return json.text();
}

std::string WledLook::flash_json(Colour colour, double brightness) const {
  constexpr int kSolid = 0;  // WLED's first effect in every version
  JsonWriter json;
  json.begin_object().key("on").boolean(true);
  json.key("bri").integer(brightness_byte(brightness));
  json.key("tt").integer(0).key("seg").begin_array();
  for (const Segment& segment : segments_) {
    json.begin_object().key("id").integer(segment.id).key("fx").integer(kSolid);
    json.key("pal").integer(0).key("col").begin_array();
    write_colour(json, colour);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.text();
}

}  // namespace mood
