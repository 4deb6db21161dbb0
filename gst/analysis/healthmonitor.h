/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <optional>

namespace mood {

/// Decides from when a helper was last heard whether it is hung: audio waits
/// and no progress comes, or it is idle and does not answer a ping.
class HealthMonitor {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  enum class Verdict { kFine, kPingIt, kHung };

  HealthMonitor(Clock::duration timeout, Clock::duration interval)
      : timeout_(timeout), interval_(interval) {}

  /// What the work at hand may take beyond the timeout.
  void set_allowance(Clock::duration allowance) { allowance_ = allowance; }
  /// A helper has just come up.
  void restart(Time now);
  void note_heard(Time now);
  void note_pong() { pinged_.reset(); }
  /// Progress moved, or starts afresh.
  void note_progress(Time now) { progress_at_ = now; }

  /// @p pending: at least one quantum of audio waits to be analysed.
  Verdict check(Time now, bool pending);
  /// When to check again, at the latest.
  Time next_check(Time now) const;

 private:
  Clock::duration timeout_;
  Clock::duration interval_;
  Clock::duration allowance_{};
  Time heard_at_{};
  Time progress_at_{};
  std::optional<Time> pinged_;
};

}  // namespace mood
