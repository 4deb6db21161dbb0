/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>

namespace mood {

/// When to try again after a helper was lost. The first try of an incident
/// comes at once, later ones after 0.25, 0.5, 1 ... at most 10 s. An incident
/// is over once a helper has stayed up for 10 s.
class RestartPolicy {
 public:
  using Clock = std::chrono::steady_clock;

  /// A helper is up.
  void note_up(Clock::time_point now) { up_since_ = now; }
  /// A helper was lost or could not be started. @return when to try again.
  Clock::time_point note_failure(Clock::time_point now);
  /// Failures of this incident so far.
  unsigned failures() const { return failures_; }

 private:
  Clock::time_point up_since_ = Clock::time_point::max();
  unsigned failures_ = 0;
};

}  // namespace mood
