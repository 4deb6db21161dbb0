/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "scenecommand.h"

namespace mood {

/// Nothing happens between two running times.
struct SceneGap {
  uint64_t start_ns = 0;
  uint64_t end_ns = 0;
};

/// What goes downstream, in the order of running time.
using SceneItem = std::variant<SceneCommand, SceneGap>;

/// Puts commands into the order of their due times, holds back those of the
/// future, and fills the time between with gaps. Not thread safe.
class SceneSchedule {
 public:
  /// A command leaves this long before it is due.
  static constexpr uint64_t kLead_ns = 50'000'000;
  /// Time between gaps; gaps stay as far behind as well, to leave room for
  /// commands about audio that took a while to analyse.
  static constexpr uint64_t kGapStep_ns = 1'000'000'000;
  /// Held commands; more than that, and the one due first is lost.
  static constexpr size_t kMaxHeld = 256;

  /// How much further gaps stay behind, for commands that are brought forward.
  void set_extra_gap_lag(uint64_t lag_ns) { extra_lag_ns_ = lag_ns; }

  /// Takes a command that is due at its running_time_ns. Returns false if
  /// another was lost for it.
  bool add(SceneCommand command);
  /// Forgets all that is held.
  void cancel_all() { held_.clear(); }
  /// Forgets held flashes.
  void cancel_flashes();
  /// Forgets held flashes on beats that are due at @p from_ns or later.
  void cancel_beats(uint64_t from_ns);
  /// Forgets held commands that wait for a beat.
  void cancel_waiting();
  /// Whether a scene waits for a beat, and until when.
  std::optional<uint64_t> waiting_until_ns() const;
  /// Commands that wait for a beat are due at @p due_ns now.
  void retime_waiting(uint64_t due_ns);
  /// Appends what is due up to @p now_ns + kLead_ns. A command that comes
  /// after a later one is dated as that one: times never go back.
  void release(uint64_t now_ns, std::vector<SceneItem>& out);
  /// The same without lead, and forgets the rest.
  void finish(uint64_t end_ns, std::vector<SceneItem>& out);
  /// Appends a gap if time has come far enough at @p now_ns.
  void fill(uint64_t now_ns, std::vector<SceneItem>& out);
  /// Running time restarts at 0: everything held is forgotten.
  void start_timeline();

  /// When release() or fill() will next have something to do.
  uint64_t next_deadline_ns() const;
  /// The running time up to which everything has been said.
  uint64_t position_ns() const { return position_ns_; }

 private:
  void release_due(uint64_t limit_ns, std::vector<SceneItem>& out);

  std::multimap<uint64_t, SceneCommand> held_;  ///< by due time
  uint64_t position_ns_ = 0;
  uint64_t extra_lag_ns_ = 0;
};

}  // namespace mood
