/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "mappertest.h"
#include "scenesession.h"

namespace mood::test {

/// A session that is fed as a stream is: moods every 100 ms, the position with
/// them. Counts words at once unless a test says otherwise.
class SessionTest : public ::testing::Test {
 protected:
  SessionTest() {
    settings_.mapper.dwell_ns = 0;
    use();
  }

  void use() { session_.set_settings(settings_); }

  std::vector<SceneCommand> take_commands() {
    std::vector<SceneCommand> commands;
    for (SceneItem& item : items_) {
      if (auto* command = std::get_if<SceneCommand>(&item)) {
        commands.push_back(std::move(*command));
      }
    }
    items_.clear();
    return commands;
  }
  /// Names of the commands of the last calls, scenes by their own.
  std::string take_names() {
    std::string names;
    for (const SceneCommand& command : take_commands()) {
      const auto* scene = std::get_if<SceneAction>(&command.action);
      names += (names.empty() ? "" : " ") +
               (scene != nullptr ? scene->scene
                                 : std::string(command_name(command)));
    }
    return names;
  }

  /// A beat at 120 BPM, told of @p ahead_ns before it.
  void beat_120(uint64_t at_ns, uint32_t bar_position, uint64_t ahead_ns = 0) {
    session_.follow_stream(at_ns - ahead_ns, items_);
    BeatUpdate update = test::beat(at_ns);
    update.next_beat_ns = at_ns + 500 * kMs;
    update.tempo_bpm = 120;
    update.bar_position = bar_position;
    session_.beat(update, items_);
  }

  SessionSettings settings_;
  SceneSession session_;
  SceneSession::Items items_;
};

}  // namespace mood::test
