/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenerotation.h"

#include <algorithm>
#include <utility>

namespace mood {

SceneRotation::SceneRotation(std::vector<std::string> scenes, SceneOrder order)
    : scenes_(std::move(scenes)), order_(order) {
  if (order_ == SceneOrder::kShuffle) shuffle();
}

std::optional<std::string> SceneRotation::next(const Usable& usable) const {
  for (size_t i = 0; i < scenes_.size(); ++i) {
    const std::string& scene = scenes_[(place_ + i) % scenes_.size()];
    if (usable(scene)) return scene;
  }
  return std::nullopt;
}

void SceneRotation::advance(const std::string& scene) {
  size_t ahead = 0;
  while (ahead < scenes_.size() &&
         scenes_[(place_ + ahead) % scenes_.size()] != scene) {
    ++ahead;
  }
  if (ahead == scenes_.size()) return;
  place_ += ahead + 1;
  if (place_ < scenes_.size()) return;
  place_ -= scenes_.size();
  if (order_ == SceneOrder::kShuffle && place_ == 0) {
    shuffle();
    // The last of one round does not open the next.
    if (scenes_.front() == scene) std::swap(scenes_.front(), scenes_.back());
  }
}

bool SceneRotation::holds(const std::string& scene) const {
  return std::find(scenes_.begin(), scenes_.end(), scene) != scenes_.end();
}

// Fisher and Yates, with Marsaglia's xorshift: the standard library's shuffle
// differs from one implementation to another.
void SceneRotation::shuffle() {
  for (size_t i = scenes_.size(); i > 1; --i) {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 17;
    random_ ^= random_ << 5;
    std::swap(scenes_[i - 1], scenes_[random_ % i]);
  }
}

}  // namespace mood
