/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "flashlimiter.h"
#include "scenemapper.h"
#include "sceneschedule.h"
#include "sessionsettings.h"
#include "sessionstats.h"

namespace mood {

/// Mapper, schedule and flash limiter as one: analysis in, commands and gaps
/// out, in the order of running time. Two ways to tell the time:
///  - follow_stream(), where only the stream's own time counts, so that the
///    output depends on the input alone, however fast it comes;
///  - follow_clock(), where time goes on when nothing arrives, and a source
///    that delivers nothing for kStarvedAfter_ns counts as silent.
/// All times are running times in nanoseconds. Output is appended to the
/// vector each call is given. Not thread safe.
class SceneSession {
 public:
  using Items = std::vector<SceneItem>;

  static constexpr uint64_t kStarvedAfter_ns = 5'000'000'000;
  /// How late analysis of a stream may come without being overtaken by what
  /// time alone decides.
  static constexpr uint64_t kAnalysisLag_ns = 1'000'000'000;

  void set_settings(const SessionSettings& settings);

  void mood(const MoodUpdate& update, Items& out);
  void beat(const BeatUpdate& update, Items& out);
  void section(const SectionUpdate& update, Items& out);

  void follow_stream(uint64_t position_ns, Items& out);
  void follow_clock(uint64_t now_ns, Items& out);
  /// Input arrived at @p now_ns of the clock: the source is alive.
  void note_input(uint64_t now_ns);

  /// The end of the stream: what is due until then, then a release if the
  /// lamps are held. Later commands are forgotten.
  void finish(uint64_t end_ns, Items& out);
  /// Running time restarts at 0 after a flush.
  void start_timeline();

  /// When follow_clock() will next have something to do.
  uint64_t next_deadline_ns() const;
  uint64_t now_ns() const { return now_ns_; }
  /// Up to where the output has been told.
  uint64_t position_ns() const { return schedule_.position_ns(); }
  const SessionStats& stats() const { return stats_; }

 private:
  template <typename Update>
  void take(void (SceneMapper::*act)(const Update&, SceneMapper::Commands&),
            const Update& update, Items& out);
  void schedule(SceneMapper::Commands& commands);
  void release(Items& out);
  void filter(Items& items, Items& out);
  void count(const SceneCommand& command);

  SessionSettings settings_;
  SceneMapper mapper_;
  SceneSchedule schedule_;
  FlashLimiter limiter_;
  SessionStats stats_;
  uint64_t now_ns_ = 0;
  std::optional<uint64_t> input_at_ns_;  ///< by the clock; none = by stream
  bool starved_ = false;
};

}  // namespace mood
