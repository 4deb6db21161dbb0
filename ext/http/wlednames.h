/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jsondocument.h"

namespace mood {

/// The names of a lamp's effects or palettes, by index: `/json/effects`,
/// `/json/palettes`. Indexes differ from one version of WLED to the next.
class WledNameList {
 public:
  /// Nothing if @p list is not an array.
  static std::optional<WledNameList> from_json(JsonValue list);

  /// The index of @p name, case ignored. What WLED reserves ("RSVD", "-") is
  /// not found.
  std::optional<int> find(std::string_view name) const;

 private:
  std::vector<std::string> names_;
};

/// What a lamp calls things.
struct WledNames {
  WledNameList effects;
  WledNameList palettes;

  /// The palette that is made of a segment's own colours.
  std::optional<int> colours_palette() const;
};

/// A lamp's presets: `/presets.json`.
class WledPresets {
 public:
  static constexpr int kMaxId = 250;

  /// Nothing if @p presets is not an object.
  static std::optional<WledPresets> from_json(JsonValue presets);

  /// The preset that is called @p scene, case ignored, or has it as its id.
  std::optional<int> find(std::string_view scene) const;
  /// For people: the first names.
  std::string list() const;

 private:
  struct Preset {
    int id;
    std::string name;
  };
  std::vector<Preset> presets_;
};

/// Whether @p a and @p b differ in nothing but the case of ASCII letters.
bool equal_names(std::string_view a, std::string_view b);

}  // namespace mood
