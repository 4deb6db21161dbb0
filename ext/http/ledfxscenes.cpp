/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledfxscenes.h"

#include <glib.h>

#include <algorithm>

namespace mood {

std::string ledfx_slug(std::string_view name) {
  std::string slug;
  for (const char c : name) {
    if (g_ascii_isalnum(c))
      slug += g_ascii_tolower(c);
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::optional<LedFxScenes> LedFxScenes::from_json(JsonValue answer) {
  const JsonValue scenes = answer["scenes"];
  if (!scenes.is_object()) return {};
  LedFxScenes result;
  scenes.for_each_member([&](const std::string& id, JsonValue scene) {
    result.scenes_.push_back({id, scene["name"].string().value_or("")});
  });
  return result;
}

std::optional<std::string> LedFxScenes::find(const std::string& scene) const {
  const auto find_if = [&](auto matches) -> std::optional<std::string> {
    const auto found = std::find_if(scenes_.begin(), scenes_.end(), matches);
    if (found == scenes_.end()) return {};
    return found->id;
  };
  if (auto id = find_if([&](const Scene& s) { return s.id == scene; }))
    return id;
  if (auto id = find_if([&](const Scene& s) { return s.name == scene; }))
    return id;
  return find_if([slug = ledfx_slug(scene)](const Scene& s) {
    return !slug.empty() && s.id == slug;
  });
}

std::string LedFxScenes::list() const {
  constexpr size_t kMany = 10;
  std::string text;
  for (size_t i = 0; i < std::min(scenes_.size(), kMany); ++i)
    text += (i > 0 ? ", " : "") + scenes_[i].id;
  if (scenes_.size() > kMany) text += ", ...";
  return text.empty() ? "none" : text;
}

}  // namespace mood
