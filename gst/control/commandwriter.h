/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "change.h"
#include "look.h"
#include "mappersettings.h"
#include "moodupdate.h"
#include "scenecommand.h"

namespace mood {

/// Makes commands of what the mapper decides, and remembers what the lamps
/// show. Commands carry the targets and the mood of the moment. Not thread
/// safe.
class CommandWriter {
 public:
  using Commands = std::vector<SceneCommand>;

  void set_settings(const MapperSettings& settings) { settings_ = settings; }
  void set_mood(const MoodUpdate& mood) { mood_ = mood; }
  /// When the next commands are due, running time.
  void set_date(uint64_t running_time_ns) { date_ns_ = running_time_ns; }

  /// @p look, unless it is small news that would repeat the last one.
  void look(const Look& look, const Change& change, Commands& out);
  void scene(const std::string& scene, const std::string& cause, Commands& out);
  void accent(const FlashAction& flash, const std::string& cause,
              Commands& out) const;
  void release(const std::string& cause, Commands& out);

  /// @p flash at the brightness that the settings leave it.
  FlashAction scaled(FlashAction flash) const;
  /// @p action with all that goes with it.
  SceneCommand make(SceneActionVariant action, uint64_t due_ns,
                    std::string cause) const;

  /// The lamps show something of ours.
  bool held() const { return held_; }
  /// They do no more, or nobody knows.
  void forget();

 private:
  MapperSettings settings_;
  MoodUpdate mood_;
  uint64_t date_ns_ = 0;
  bool held_ = false;
  std::optional<EffectAction> shown_;  ///< since the last scene
};

}  // namespace mood
