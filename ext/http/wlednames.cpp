/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wlednames.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace mood {
namespace {

std::optional<int> preset_id(std::string_view text) {
  int id = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  if (id < 1 || id > WledPresets::kMaxId) return {};
  return id;
}

}  // namespace

bool equal_names(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         g_ascii_strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<WledNameList> WledNameList::from_json(JsonValue list) {
  if (!list.is_array()) return {};
  WledNameList names;
  for (size_t i = 0; i < list.size(); ++i)
    names.names_.push_back(list[i].string().value_or(""));
  return names;
}

std::optional<int> WledNameList::find(std::string_view name) const {
  if (name.empty() || name == "-" || equal_names(name, "RSVD")) return {};
  // What follows an @ describes the effect's sliders.
  const auto found = std::find_if(
      names_.begin(), names_.end(), [&](const std::string& candidate) {
        return equal_names(name, candidate.substr(0, candidate.find('@')));
      });
  if (found == names_.end()) return {};
  return static_cast<int>(found - names_.begin());
}

std::optional<int> WledNames::colours_palette() const {
  static constexpr std::array<std::string_view, 3> kCandidates = {
      "* Colors Only", "* Color Gradient", "* Colors 1&2"};
  for (const std::string_view name : kCandidates)
    if (const std::optional<int> index = palettes.find(name)) return index;
  return {};
}

std::optional<WledPresets> WledPresets::from_json(JsonValue presets) {
  if (!presets.is_object()) return {};
  WledPresets result;
  presets.for_each_member([&](const std::string& key, JsonValue preset) {
    const std::optional<int> id = preset_id(key);
    if (id) result.presets_.push_back({*id, preset["n"].string().value_or("")});
  });
  return result;
}

std::optional<int> WledPresets::find(std::string_view scene) const {
  const auto find_if = [&](auto matches) -> std::optional<int> {
    const auto found = std::find_if(presets_.begin(), presets_.end(), matches);
    if (found == presets_.end()) return {};
    return found->id;
  };
  if (const auto id = find_if([&](const Preset& preset) {
        return equal_names(preset.name, scene);
      }))
    return id;
  return find_if(
      [&](const Preset& preset) { return preset.id == preset_id(scene); });
}

std::string WledPresets::list() const {
  constexpr size_t kMany = 10;
  std::string text;
  for (size_t i = 0; i < std::min(presets_.size(), kMany); ++i)
    text += (i > 0 ? ", " : "") + std::to_string(presets_[i].id) + " (" +
            presets_[i].name + ")";
  if (presets_.size() > kMany) text += ", ...";
  return text.empty() ? "none" : text;
}

}  // namespace mood
