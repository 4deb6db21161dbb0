/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "beatgrid.h"
#include "lightwatch.h"
#include "scenemapper.h"
#include "sceneschedule.h"
#include "sessionsettings.h"
#include "sessionstats.h"

namespace mood {

/// Mapper, schedule, beat grid and flash limit as one: analysis in, commands
/// and gaps out, in the order of running time. Two ways to tell the time:
///  - follow_stream(), where only the stream's own time counts, so that the
///    output depends on the input alone, however fast it comes;
///  - follow_clock(), where time goes on when nothing arrives, and a source
///    that delivers nothing for starved_after counts as silent.
/// All times are running times in nanoseconds. Output is appended to the
/// vector each call is given. Not thread safe.
class SceneSession {
 public:
  using Items = std::vector<SceneItem>;

  /// How late analysis of a stream may come without being overtaken by what
  /// time alone decides.
  static constexpr uint64_t kAnalysisLag_ns = 1'000'000'000;

  void set_settings(const SessionSettings& settings);

  void mood(const MoodUpdate& update, Items& out);
  void beat(const BeatUpdate& update, Items& out);
  void section(const SectionUpdate& update, Items& out);
  /// A sink tells that no lamp knows the scene.
  void scene_refused(const std::string& scene, Items& out);

  void follow_stream(uint64_t position_ns, Items& out);
  void follow_clock(uint64_t now_ns, Items& out);
  /// The clock is at @p now_ns: what is foretold for later is ahead.
  void note_time(uint64_t now_ns);
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
  void reach(uint64_t time_ns, SceneMapper::Commands& commands, Items& out);
  void flash_on(uint64_t beat_ns, bool downbeat,
                SceneMapper::Commands& commands);
  void retime_waiting();
  void schedule(SceneMapper::Commands& commands);
  bool schedule_one(SceneCommand command);
  uint64_t on_beat_ns(uint64_t at_ns) const;
  bool is_drop_on_beat(const SceneCommand& command) const;
  uint64_t shifted(uint64_t time_ns) const;
  uint64_t unshifted(uint64_t time_ns) const;
  void release(Items& out);
  bool filter(Items& items, Items& out);
  void note_sent(const SceneCommand& command);
  void count(const SceneCommand& command);

  SessionSettings settings_;
  SceneMapper mapper_;
  SceneSchedule schedule_;
  BeatGrid grid_;
  LightWatch light_;
  SessionStats stats_;
  uint64_t now_ns_ = 0;
  std::optional<uint64_t> flashed_beat_ns_;  ///< the last one, without offset
  std::optional<uint64_t> input_at_ns_;      ///< by the clock; none = by stream
  bool starved_ = false;
};

}  // namespace mood
