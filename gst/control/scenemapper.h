/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "changedecider.h"
#include "commandwriter.h"
#include "lookchooser.h"
#include "mappersettings.h"
#include "moodshift.h"
#include "moodupdate.h"
#include "reactionrun.h"
#include "scenecommand.h"
#include "scenedirector.h"
#include "silencewatch.h"

namespace mood {

/// Turns moods, beats, sections and the passing of time into commands. Knows
/// no clock and no GStreamer: time is the running time it is told, in
/// nanoseconds, and what was fed decides what comes out. Commands are appended
/// to the vector that each call is given. Silent until the first known mood.
/// Not thread safe.
class SceneMapper {
 public:
  using Commands = std::vector<SceneCommand>;

  SceneMapper();

  /// Takes effect at once; a changed look shows with the next mood.
  void set_settings(const MapperSettings& settings);

  /// A mood; unknown states and moods older than the last change nothing.
  void mood(const MoodUpdate& update, Commands& out);
  /// A beat at @p beat_ns: scenes may be counted in beats.
  void beat(uint64_t beat_ns, Commands& out);
  void section(const SectionUpdate& update, Commands& out);
  /// Time reached @p now_ns: reactions decay, lasting silence releases.
  void advance(uint64_t now_ns, Commands& out);
  /// No input came for a while (a source that sleeps when nothing plays): the
  /// same as silence since @p now_ns.
  void starve(uint64_t now_ns, Commands& out);
  /// The end: what the settings say becomes of the lamps, if they are held.
  void stop(uint64_t now_ns, Commands& out);
  /// Running time restarts after a flush; the look is kept and sent again
  /// with the next mood, because commands may have been lost.
  void start_timeline();

  /// Scene @p scene was let out as due at @p at_ns.
  void scene_sent(const std::string& scene, uint64_t at_ns);
  /// No lamp knows @p scene; the next of its pool takes its place, or the
  /// mood's own look.
  void scene_refused(const std::string& scene, uint64_t now_ns, Commands& out);

  /// The accent for a beat at @p beat_ns; nothing if there is to be none.
  std::optional<SceneCommand> beat_flash(uint64_t beat_ns, bool downbeat) const;

  /// When advance() will next have something to do.
  std::optional<uint64_t> next_deadline_ns() const;
  bool quiet() const { return silence_.quiet(); }
  /// The lamps show something of ours.
  bool held() const { return writer_.held(); }

 private:
  static constexpr uint32_t kRestoreTransition_ms = 1500;
  // However urgent a change is, looks do not alternate faster than this.
  static constexpr uint64_t kMinSpacing_ns = 350'000'000;

  void happen(uint64_t at_ns);
  void evaluate(Commands& out);
  std::optional<Change> decide() const;
  void apply(const Change& change, Commands& out);
  SceneDirector::Want want_scene(const Change& change);
  bool switch_scene(Commands& out);
  bool enter_section(const SectionUpdate& update, uint64_t at_ns);
  bool confirm_section();
  void show_section(bool after_another, Commands& out);
  bool may_answer(StructureEvent event);
  bool answer_by_scene(StructureEvent event, Commands& out);
  void answer_by_look(StructureEvent event, Commands& out);
  void end_reaction(Commands& out);
  bool run_silence(uint64_t now_ns, Commands& out);
  std::optional<SilenceWatch::Due> next_silence_step() const;
  void enter_quiet(Commands& out);
  void show_quiet_look(const Change& change, Commands& out);
  /// Scenes and looks may change: neither silence nor a reaction holds them.
  bool free() const { return !silence_.silent() && !reaction_.running(); }
  bool preserved() const;

  MapperSettings settings_;
  ChangeDecider decider_;
  LookChooser chooser_;
  SceneDirector director_;
  ReactionRun reaction_;
  SilenceWatch silence_;
  MoodShift shift_;  ///< since a change of section that is not certain
  CommandWriter writer_;

  uint64_t now_ns_ = 0;             ///< the latest happening, never back
  std::optional<MoodUpdate> mood_;  ///< the last known mood
  std::optional<uint64_t> evaluated_ns_;
  bool timeline_fresh_ = true;  ///< no mood since the timeline started
  bool resend_ = false;         ///< settings or timeline changed
  std::optional<uint64_t> applied_at_ns_;
  uint32_t beats_ = 0;  ///< since the last scene
};

}  // namespace mood
