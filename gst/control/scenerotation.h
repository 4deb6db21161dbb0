/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mappersettings.h"

namespace mood {

/// The scenes of one pool in the order in which they are to follow each other.
/// The place in it moves on only by advance(), when a scene was really
/// activated. Shuffled pools come in another order each time around, the same
/// in every run. Not thread safe.
class SceneRotation {
 public:
  using Usable = std::function<bool(const std::string&)>;

  SceneRotation(std::vector<std::string> scenes, SceneOrder order);

  /// The next scene that is @p usable; nothing if none is.
  std::optional<std::string> next(const Usable& usable) const;
  /// @p scene, as next() gave it, is active.
  void advance(const std::string& scene);
  bool holds(const std::string& scene) const;

 private:
  void shuffle();

  std::vector<std::string> scenes_;
  SceneOrder order_;
  size_t place_ = 0;
  uint32_t random_ = 2463534242;
};

}  // namespace mood
