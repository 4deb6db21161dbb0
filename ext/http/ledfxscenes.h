/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jsondocument.h"

namespace mood {

/// @p name as LedFx makes an id of it: "Calm Dark" = `calm-dark`.
std::string ledfx_slug(std::string_view name);

/// The scenes of a server: `GET /api/scenes`.
class LedFxScenes {
 public:
  /// Nothing if @p answer lists no scenes.
  static std::optional<LedFxScenes> from_json(JsonValue answer);

  /// The id of the scene that has @p scene as its id or name, or whose id is
  /// the slug of it.
  std::optional<std::string> find(const std::string& scene) const;
  /// For people: the first ids.
  std::string list() const;

 private:
  struct Scene {
    std::string id;
    std::string name;
  };
  std::vector<Scene> scenes_;
};

}  // namespace mood
