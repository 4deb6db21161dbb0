/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstdint>
#include <string>
#include <vector>

#include "terminal.h"

namespace mood::watch {

/// A place in the music that is worth a line, such as a new part.
struct Mark {
  double start_s = 0;
  std::string name;
};

/// Shows the messages of moodanalyzer and moodcontrol on a terminal.
class MoodView {
 public:
  explicit MoodView(Terminal& terminal) : terminal_(terminal) {}

  /// The music starts again.
  void restart(std::vector<Mark> marks);
  void show(const GstStructure* message);

  uint64_t moods() const { return moods_; }
  uint64_t commands() const { return commands_; }

 private:
  void show_mood(const GstStructure* mood);
  void show_change(const GstStructure* mood);
  void show_section(const GstStructure* section);
  void show_status(const GstStructure* mood);
  void show_marks(uint64_t now_ns);
  void show_command(const GstStructure* command);
  void show_helper(const GstStructure* status);

  Terminal& terminal_;
  std::vector<Mark> marks_;
  size_t next_mark_ = 0;
  uint64_t moods_ = 0;
  uint64_t commands_ = 0;
  uint64_t beats_ = 0;
};

}  // namespace mood::watch
