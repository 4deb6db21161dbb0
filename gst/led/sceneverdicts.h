/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>
#include <set>
#include <string>

namespace mood {

/// Finds out that none of the lamps knows a scene. Only the latest scene
/// counts, and only lamps that work: one that is away has no say. The lock is
/// the caller's.
class SceneVerdicts {
 public:
  struct Refusal {
    std::string scene;
    std::string reason;  ///< a lamp's, for people
  };

  /// @p scene goes to @p lamps, by name.
  void posted(std::string scene, std::set<std::string> lamps);

  void shown(const std::string& scene);
  /// These return the refusal if it is complete now: once per posted().
  std::optional<Refusal> refused(const std::string& lamp,
                                 const std::string& scene, std::string reason);
  std::optional<Refusal> went_away(const std::string& lamp);

  void came_back(const std::string& lamp) { away_.erase(lamp); }

 private:
  std::optional<Refusal> complete();

  std::string scene_;  ///< empty = nothing to find out any more
  std::string reason_;
  std::set<std::string> undecided_;
  bool refused_ = false;  ///< by one lamp at least
  std::set<std::string> away_;
};

}  // namespace mood
