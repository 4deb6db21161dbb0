/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>

#include "mappertest.h"

namespace mood::test {

/// A mapper with scenes for groove, for energetic moods, for drops and for the
/// chorus.
class Scenes : public MapperTest {
 protected:
  Scenes() {
    settings_.switch_scenes = true;
    settings_.mood_scenes = {{"groove", {"blue", "green"}},
                             {"*energetic*", {"fire"}}};
    settings_.event_scenes = {{"beat-drop", {"strobe"}}};
    settings_.section_scenes = {{"chorus", {"stage"}}};
    use(settings_);
  }

  /// As the session does when it lets a scene out.
  void send() {
    for (const SceneCommand& command : out_) {
      if (const auto* one = std::get_if<SceneAction>(&command.action)) {
        mapper_.scene_sent(one->scene, command.running_time_ns);
      }
    }
  }
  std::string scene_of(const MoodUpdate& update) {
    mood(update);
    send();
    return scenes();
  }
  /// Names of the scenes in the last output.
  std::string scenes() const {
    std::string names;
    for (const SceneCommand& command : out_) {
      if (const auto* one = std::get_if<SceneAction>(&command.action)) {
        names += (names.empty() ? "" : " ") + one->scene;
      }
    }
    return names;
  }
  size_t refuse(const std::string& name, uint64_t now_ns) {
    out_.clear();
    mapper_.scene_refused(name, now_ns, out_);
    send();
    return out_.size();
  }
};

inline SectionUpdate entering(uint64_t at_ns, const char* section) {
  SectionUpdate update;
  update.running_time_ns = at_ns;
  update.previous_section = "verse";
  update.section = section;
  return update;
}

inline MoodUpdate energetic(uint64_t at_ns) {
  MoodUpdate update = in_state(at_ns, State::kPeak);
  update.category = "rock_energetic_bright";
  update.metrics.energy = 0.9;
  return update;
}

}  // namespace mood::test
