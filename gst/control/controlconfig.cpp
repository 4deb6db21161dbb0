/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "controlconfig.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "configkeys.h"
#include "gradients.h"
#include "moodupdate.h"
#include "valueparser.h"
#include "vocabulary.h"

namespace mood {
namespace {

constexpr std::string_view kSectionPrefix = "structure_";
constexpr size_t kMaxStops = 16;

template <typename Names>
std::string listed(const Names& names) {
  std::string text;
  for (const std::string_view name : names) text += " " + std::string(name);
  return text;
}

template <typename Names>
bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_mood(std::string_view key) {
  return state_from_string(key).has_value() || can_be_category(key);
}

std::string not_a_mood() {
  return "no mood is called so; write a category such as "
         "energetic_bright_intense, a pattern such as *_energetic_*, or a "
         "state:" +
         listed(kStateNames);
}

/// Takes the entries of a file one by one.
class ConfigBuilder {
 public:
  /// Returns what is wrong with @p entry, or "".
  std::string add(const KeyFileEntry& entry) {
    if (entry.group == "mood-scenes") return add_mood_scene(entry);
    if (entry.group == "event-scenes") return add_event_scene(entry);
    if (entry.group == "section-scenes") return add_section_scene(entry);
    if (entry.group == "colors") return add_colours(entry);
    return add_setting(entry);
  }

  /// What can be told only when all is read: the line and what is wrong, or
  /// nothing.
  std::optional<ConfigError> finish() const {
    for (const auto& [name, line] : gradients_used_) {
      if (find_gradient(name, settings_.mapper.palettes)) continue;
      return ConfigError{line, "there is no gradient or palette \"" + name +
                                   "\"; define it in [colors] or use one of" +
                                   known_gradients()};
    }
    const SilenceSettings& silence = settings_.mapper.silence;
    if (silence.release_after_ns != 0 &&
        silence.release_after_ns < silence.quiet_after_ns) {
      return ConfigError{silence_line_,
                         "[silence] release-after must be 0 (never) or at "
                         "least as long as quiet-after"};
    }
    return std::nullopt;
  }

  SessionSettings take() { return std::move(settings_); }

 private:
  using Rules = std::vector<MoodRule>;

  std::string add_setting(const KeyFileEntry& entry) {
    const ConfigKey* const key = find_config_key(entry.group, entry.key);
    if (key == nullptr) return unknown_key(entry);
    std::string problem = parse_value(*key, entry.value, settings_);
    if (!problem.empty()) return problem;
    if (entry.group == "silence") silence_line_ = entry.line;
    const bool names_gradient =
        entry.key == "gradient" ||
        (entry.key == "palette" && !entry.value.empty());
    if (names_gradient) gradients_used_.emplace_back(entry.value, entry.line);
    return {};
  }

  static std::string unknown_key(const KeyFileEntry& entry) {
    std::string known;
    for (const ConfigKey& key : config_keys()) {
      if (key.group == entry.group) known += " " + std::string(key.key);
    }
    if (!known.empty()) return "there is no such key; there are" + known;
    return "there is no such group; there are control mood-scenes "
           "event-scenes section-scenes colors silence";
  }

  std::string add_mood_scene(const KeyFileEntry& entry) {
    // The name that LedFx's mood manager has for sections in its map.
    if (entry.key.starts_with(kSectionPrefix)) return add_section_scene(entry);
    if (!is_mood(entry.key)) return not_a_mood();
    return add_scenes(settings_.mapper.mood_scenes, entry.key, entry.value);
  }

  std::string add_event_scene(const KeyFileEntry& entry) {
    std::string name = entry.key;
    std::replace(name.begin(), name.end(), '_', '-');
    if (name == "none" || !structure_event_from_string(name)) {
      return "there is no such event; there are" +
             listed(std::span(kStructureEventNames).subspan(1));
    }
    return add_scenes(settings_.mapper.event_scenes, name, entry.value);
  }

  std::string add_section_scene(const KeyFileEntry& entry) {
    std::string_view name = entry.key;
    if (name.starts_with(kSectionPrefix)) {
      name.remove_prefix(kSectionPrefix.size());
    }
    if (!holds(kSectionNames, name)) {
      return "there is no such section; there are" + listed(kSectionNames);
    }
    return add_scenes(settings_.mapper.section_scenes, name, entry.value);
  }

  /// Two ways to spell a name must not hide a duplicate.
  static std::string add_scenes(Rules& rules, std::string_view key,
                                std::string_view value) {
    MoodRule rule{std::string(key), {}};
    if (!split_list(value, rule.values) || rule.values.empty()) {
      return "must be one or more scenes, as in calm;night sky;fire";
    }
    if (find_rule(rules, key) != nullptr) {
      return "is there already under another spelling: remove one of them";
    }
    rules.push_back(std::move(rule));
    return {};
  }

  std::string add_colours(const KeyFileEntry& entry) {
    if (entry.value.find('#') != std::string::npos) return add_palette(entry);
    if (!is_mood(entry.key)) {
      return "must be colors, as in #ff0000;#00ff00, if it is to be a palette; "
             "and as the name of a mood: " +
             not_a_mood();
    }
    settings_.mapper.mood_gradients.push_back({entry.key, {entry.value}});
    gradients_used_.emplace_back(entry.value, entry.line);
    return {};
  }

  // Colours for a mood are a palette that goes by the mood's name.
  std::string add_palette(const KeyFileEntry& entry) {
    Palette palette{entry.key, {}};
    std::vector<std::string> stops;
    split_list(entry.value, stops);
    for (const std::string& stop : stops) {
      const auto colour = colour_from_string(stop);
      if (!colour) return "\"" + stop + "\" is no color: write it as #ff8800";
      palette.stops.push_back(*colour);
    }
    if (palette.stops.size() > kMaxStops) return "must be at most 16 colors";
    settings_.mapper.palettes.push_back(std::move(palette));
    if (is_mood(entry.key)) {
      settings_.mapper.mood_gradients.push_back({entry.key, {entry.key}});
    }
    return {};
  }

  std::string known_gradients() const {
    std::string text;
    for (const Palette& own : settings_.mapper.palettes) text += " " + own.name;
    for (const Gradient& one : gradients()) text += " " + std::string(one.name);
    return text;
  }

  SessionSettings settings_;
  std::vector<std::pair<std::string, int>> gradients_used_;  ///< and where
  int silence_line_ = 0;
};

}  // namespace

std::variant<SessionSettings, ConfigError> parse_control_config(
    std::string_view text) {
  if (text.size() > kMaxConfigBytes) {
    return ConfigError{0, "the file is larger than 1 MiB"};
  }
  const auto read = read_key_file(text);
  if (const auto* error = std::get_if<ConfigError>(&read)) return *error;
  ConfigBuilder builder;
  for (const KeyFileEntry& entry : std::get<KeyFile>(read)) {
    const std::string problem = builder.add(entry);
    if (problem.empty()) continue;
    return ConfigError{entry.line, "[" + entry.group + "] " + entry.key + "=" +
                                       entry.value + ": " + problem};
  }
  if (auto error = builder.finish()) return *std::move(error);
  return builder.take();
}

}  // namespace mood
