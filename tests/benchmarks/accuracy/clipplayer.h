/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <filesystem>
#include <string>

#include "cliprecord.h"
#include "gstpointers.h"

namespace mood::accuracy {

/// Plays files through the analyzer as fast as that goes, without a clock:
/// `filesrc ! decodebin ! audioconvert ! moodanalyzer ! fakesink`, the helper
/// in a process of its own.
class ClipPlayer {
 public:
  struct Parameters {
    std::string analysis = "advanced";  ///< of moodanalyzer
    double interval_s = 0.1;            ///< of moodanalyzer
    double deadline_s = 300;            ///< for a clip
  };

  explicit ClipPlayer(const Parameters& parameters) : parameters_(parameters) {}

  /// Can be called from several threads at once. @p gain_db is applied to
  /// floats, which do not clip.
  /// @throws std::runtime_error if the file cannot be played to its end within
  /// the deadline, or the helper was lost on the way
  ClipRecord play(const std::filesystem::path& path, double gain_db = 0) const;

 private:
  void set_up(const Pipeline& pipeline, const std::filesystem::path& path,
              double gain_db) const;

  Parameters parameters_;
};

}  // namespace mood::accuracy
