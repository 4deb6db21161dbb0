/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "change.h"
#include "changedetector.h"
#include "mappersettings.h"
#include "moodupdate.h"

namespace mood {

/// Decides whether a mood differs enough from the one that the lamps show.
/// Words count once they have lasted for the dwell time, and all waits for the
/// cooldown, but for the drop: the rise from a build to a peak. Times are
/// running times. Not thread safe.
class ChangeDecider {
 public:
  /// Moods come at intervals; only this long after the dwell time does time
  /// alone settle them.
  static constexpr uint64_t kSettleSlack_ns = 1'000'000'000;

  void set_settings(const MapperSettings& settings);
  /// Takes in @p mood, which is neither unknown nor silence.
  void observe(const MoodUpdate& mood, uint64_t now_ns);
  /// Silence came in between: the next words need no dwell.
  void interrupt();

  /// The drop, if the mood observed last is one.
  std::optional<Change> drop(uint64_t now_ns) const;
  /// Any other change. What has the same words does not count if the lamps
  /// show a scene that is to be @p preserved.
  std::optional<Change> change(uint64_t now_ns, bool preserved) const;
  /// The lamps show @p mood.
  void applied(const MoodUpdate& mood, uint64_t now_ns, bool drop);
  State applied_state() const { return applied_state_; }

  /// When words that nobody repeats are taken as settled.
  std::optional<uint64_t> settle_deadline_ns() const;
  /// Running time restarts at 0.
  void start_timeline();

 private:
  MapperSettings settings_;
  ChangeDetector detector_;
  bool significant_ = false;
  State state_ = State::kUnknown;  ///< observed last, with its category
  std::string category_;
  State previous_ = State::kUnknown;        ///< the state observed before it
  std::optional<uint64_t> state_since_ns_;  ///< none = needs no dwell
  std::optional<uint64_t> category_since_ns_;
  State applied_state_ = State::kUnknown;  ///< on the lamps
  std::string applied_category_;
  std::optional<uint64_t> applied_at_ns_;
  std::optional<uint64_t> drop_at_ns_;  ///< last change that broke a cooldown
};

}  // namespace mood
