/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sceneverdicts.h"

#include <algorithm>
#include <utility>

namespace mood {

void SceneVerdicts::posted(std::string scene, std::set<std::string> lamps) {
  scene_ = std::move(scene);
  undecided_ = std::move(lamps);
  refused_ = false;
}

void SceneVerdicts::shown(const std::string& scene) {
  if (scene == scene_) scene_.clear();
}

std::optional<SceneVerdicts::Refusal> SceneVerdicts::refused(
    const std::string& lamp, const std::string& scene, std::string reason) {
  if (scene != scene_) return {};
  undecided_.erase(lamp);
  reason_ = std::move(reason);
  refused_ = true;
  return complete();
}

std::optional<SceneVerdicts::Refusal> SceneVerdicts::went_away(
    const std::string& lamp) {
  away_.insert(lamp);
  return complete();
}

std::optional<SceneVerdicts::Refusal> SceneVerdicts::complete() {
  const bool all_away = std::includes(away_.begin(), away_.end(),
                                      undecided_.begin(), undecided_.end());
  if (scene_.empty() || !refused_ || !all_away) return {};
  return Refusal{std::exchange(scene_, {}), reason_};
}

}  // namespace mood
