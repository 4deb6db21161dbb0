/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>

#include "silencesettings.h"

namespace mood {

/// What silence and its end lead to, and when. Times are running times. Not
/// thread safe.
class SilenceWatch {
 public:
  enum class Step { kQuiet, kRelease, kRestore };
  struct Due {
    Step step;
    uint64_t at_ns;
  };

  void set_settings(const SilenceSettings& settings) { settings_ = settings; }

  /// Silence, or sound, is heard at @p now_ns.
  void hear_silence(uint64_t now_ns);
  void hear_sound(uint64_t now_ns);
  /// Running time restarts at 0; what was, was then.
  void start_timeline();

  /// What comes next if nothing else is heard.
  std::optional<Due> next() const;
  /// The step that next() told is done.
  void done();

  /// There is silence, or its end is not certain yet: nothing moves.
  bool silent() const { return phase_ != Phase::kMusic; }
  /// The quiet step is done, the restore is not.
  bool quiet() const { return silent() && phase_ != Phase::kSilent; }

 private:
  enum class Phase { kMusic, kSilent, kQuiet, kReleased };

  SilenceSettings settings_;
  Phase phase_ = Phase::kMusic;
  uint64_t since_ns_ = 0;                   ///< of the silence
  std::optional<uint64_t> sound_since_ns_;  ///< while quiet
};

}  // namespace mood
