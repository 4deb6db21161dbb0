/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>

#include "moodupdate.h"
#include "sessionsettings.h"

namespace mood {

/// Where the beats and bars are and will be, from what was told of the latest
/// beat. Times are running times. Not thread safe.
class BeatGrid {
 public:
  /// Predictions further away than one beat at 20 BPM are not predictions.
  static constexpr uint64_t kMaxPeriod_ns = 3'000'000'000;

  void update(const BeatUpdate& beat);
  /// Running time restarts.
  void clear();

  /// The first beat, or beat 1 of a bar, at or after @p at_ns. Nothing if the
  /// beats ended before @p now_ns, or were never there. Where bars are unknown
  /// any beat will do. At most one bar after @p at_ns.
  std::optional<uint64_t> next(uint64_t at_ns, uint64_t now_ns,
                               Quantize quantize) const;
  /// The line of the grid that is nearest to @p at_ns, which next() gave.
  uint64_t nearest(uint64_t at_ns) const;
  /// Time from beat to beat; 0 = unknown.
  uint64_t period_ns() const { return period_ns_; }
  /// The beat told of, and whether it is the first of its bar.
  uint64_t beat_ns() const { return beat_ns_; }
  bool on_downbeat() const { return position_ == 1; }
  /// The beat after it, if it was foretold.
  std::optional<uint64_t> next_beat_ns() const { return next_ns_; }
  bool before_downbeat() const { return position_ == beats_per_bar_; }

 private:
  int64_t index_from(uint64_t at_ns) const;
  uint64_t line_ns(int64_t index) const;

  uint64_t beat_ns_ = 0;
  std::optional<uint64_t> next_ns_;
  uint64_t period_ns_ = 0;
  uint32_t position_ = 0;  ///< 1.., 0 = unknown
  uint32_t beats_per_bar_ = 4;
};

}  // namespace mood
