/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "metrics.h"

namespace mood {

/// Tells how far the mood moved with a change that the music may have made: a
/// new part sounds different from the one before, the same loop once more does
/// not. Times are running times. Not thread safe.
class MoodShift {
 public:
  /// What was before a change is the mean of so much.
  static constexpr uint64_t kPast_ns = 8'000'000'000;
  /// Metrics are means themselves and lag; but what moves later than this has
  /// other reasons.
  static constexpr uint64_t kPatience_ns = 4'000'000'000;

  void observe(const Metrics& metrics, uint64_t now_ns);
  /// The music may have changed at @p change_ns, which is heard of at
  /// @p now_ns. The latest suspicion is the one that counts.
  void suspect(uint64_t change_ns, uint64_t now_ns);
  /// How far the metrics now are from those before the suspected change, as
  /// change_magnitude() has it; nothing if there is no suspicion (any more), or
  /// nothing known from before it.
  std::optional<double> distance() const;
  /// The suspicion is settled.
  void settle() { before_.reset(); }
  /// Music begins.
  void clear();

 private:
  struct Moment {
    uint64_t time_ns;
    Metrics metrics;
  };

  std::deque<Moment> recent_;
  std::optional<Metrics> before_;  ///< the suspected change
  uint64_t until_ns_ = 0;
};

}  // namespace mood
