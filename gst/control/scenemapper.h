/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "changedetector.h"
#include "lookchooser.h"
#include "mappersettings.h"
#include "moodupdate.h"
#include "reactions.h"
#include "scenecommand.h"

namespace mood {

/// Turns moods, beats, sections and the passing of time into commands. Knows
/// no clock and no GStreamer: time is the running time it is told, in
/// nanoseconds, and what was fed decides what comes out. Commands are appended
/// to the vector that each call is given; some are due later than the rest.
/// Silent until the first known mood. Not thread safe.
class SceneMapper {
 public:
  using Commands = std::vector<SceneCommand>;

  /// Quiet for this long, and the lamps are handed back.
  static constexpr uint64_t kReleaseAfter_ns = 60'000'000'000;

  SceneMapper();

  /// Takes effect at once; a changed look shows with the next mood.
  void set_settings(const MapperSettings& settings);

  /// A mood; unknown states and moods older than the last change nothing.
  void mood(const MoodUpdate& update, Commands& out);
  void beat(const BeatUpdate& update, Commands& out);
  void section(const SectionUpdate& update, Commands& out);
  /// Time reached @p now_ns: reactions decay, lasting silence releases.
  void advance(uint64_t now_ns, Commands& out);
  /// No input came for a while (a source that sleeps when nothing plays): the
  /// same as silence since @p now_ns.
  void starve(uint64_t now_ns, Commands& out);
  /// The end: hands the lamps back if they are held.
  void stop(uint64_t now_ns, Commands& out);
  /// Running time restarts after a flush; the look is kept and sent again
  /// with the next mood, because commands may have been lost.
  void start_timeline();

  /// When advance() will next have something to do.
  std::optional<uint64_t> next_deadline_ns() const;
  bool quiet() const { return quiet_since_ns_.has_value(); }
  /// The lamps show something of ours.
  bool held() const { return held_; }

 private:
  struct Change {
    std::string cause;
    uint32_t transition_ms;
    bool drop = false;  ///< breaks the cooldown
  };

  std::optional<Change> decide(State previous, bool significant) const;
  std::optional<Change> decide_calm(bool significant) const;
  bool drop_allowed(State previous) const;
  void happen(uint64_t at_ns);
  void enter_quiet(Commands& out);
  void apply_own_look(const Change& change, Commands& out);
  void emit_look(const Look& look, const Change& change, Commands& out);
  void emit_flash(uint64_t due_ns, std::string cause, const FlashAction& flash,
                  Commands& out) const;
  void emit(SceneActionVariant action, uint64_t due_ns, std::string cause,
            Commands& out) const;
  std::string_view shown_gradient() const;

  MapperSettings settings_;
  ChangeDetector detector_;
  LookChooser chooser_;

  uint64_t now_ns_ = 0;             ///< the latest happening, never back
  uint64_t dated_ns_ = 0;           ///< what is happening now
  std::optional<MoodUpdate> mood_;  ///< the last known mood
  bool timeline_fresh_ = true;      ///< no mood since the timeline started
  bool held_ = false;
  bool resend_ = false;  ///< settings or timeline changed
  State applied_state_ = State::kUnknown;
  std::string applied_category_;
  std::optional<uint64_t> applied_at_ns_;
  std::optional<uint64_t> drop_at_ns_;  ///< last change that broke a cooldown

  const Reaction* reaction_ = nullptr;  ///< running now
  uint64_t reaction_end_ns_ = 0;
  StructureEvent last_event_ = StructureEvent::kNone;
  std::optional<uint64_t> last_event_ns_;

  std::optional<uint64_t> quiet_since_ns_;
};

}  // namespace mood
