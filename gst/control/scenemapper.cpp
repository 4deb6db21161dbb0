/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenemapper.h"

#include <algorithm>

#include "effectbuilder.h"
#include "timespan.h"

namespace mood {
namespace {

constexpr Colour kWhite = {255, 255, 255};

constexpr uint32_t kSettingsTransition_ms = 400;

constexpr uint32_t kDropFlash_ms = 300;
constexpr uint32_t kBeatFlash_ms = 100;
constexpr double kDownbeatFlash = 1;
constexpr double kBeatFlash = 0.7;

using Kind = Change::Kind;
using Want = SceneDirector::Want;

}  // namespace

SceneMapper::SceneMapper() { set_settings(MapperSettings()); }

void SceneMapper::set_settings(const MapperSettings& settings) {
  resend_ = resend_ || settings != settings_;
  settings_ = settings;
  decider_.set_settings(settings);
  director_.set_settings(settings);
  silence_.set_settings(settings.silence);
  writer_.set_settings(settings);
  chooser_.set_rules(settings.mood_gradients);
}

void SceneMapper::mood(const MoodUpdate& update, Commands& out) {
  const bool stale = !timeline_fresh_ && mood_ &&
                     update.running_time_ns < mood_->running_time_ns;
  if (update.state == State::kUnknown || stale) return;
  advance(update.running_time_ns, out);
  const bool same_state = mood_ && mood_->state == update.state;
  if (same_state && within(evaluated_ns_, update.running_time_ns,
                           settings_.update_interval_ns)) {
    return;
  }
  happen(update.running_time_ns);
  evaluated_ns_ = now_ns_;
  timeline_fresh_ = false;
  mood_ = update;
  writer_.set_mood(update);
  chooser_.update(update);
  if (update.state == State::kSilence) {
    silence_.hear_silence(now_ns_);
    decider_.interrupt();
  } else {
    silence_.hear_sound(now_ns_);
    decider_.observe(update, now_ns_);
  }
  evaluate(out);
}

// What the moment asks for, after all that is known. What is skipped because
// something was sent just now still differs at the next mood.
void SceneMapper::evaluate(Commands& out) {
  if (within(applied_at_ns_, now_ns_, kMinSpacing_ns)) return;
  if (run_silence(now_ns_, out)) return;
  if (silence_.silent()) {
    if (quiet() && resend_ && held() && !director_.active()) {
      show_quiet_look({Kind::kSettings, "silence", kSettingsTransition_ms},
                      out);
    }
  } else if (const auto change = decide()) {
    apply(*change, out);
  }
}

// In the order of their weight.
std::optional<Change> SceneMapper::decide() const {
  const bool waiting = !reaction_.running() || reaction_.expects_drop();
  if (const auto drop = decider_.drop(now_ns_); drop && waiting) return drop;
  if (reaction_.running()) return std::nullopt;
  if (resend_ && decider_.applied_state() != State::kUnknown) {
    return applied_at_ns_
               ? Change{Kind::kSettings, "settings", kSettingsTransition_ms}
               : Change{Kind::kRestore, "restore", kSettingsTransition_ms};
  }
  return decider_.change(now_ns_, preserved());
}

void SceneMapper::apply(const Change& change, Commands& out) {
  reaction_.stop();
  // Settings are no answer to a mood that waits for the cooldown.
  if (change.kind != Kind::kSettings) {
    decider_.applied(*mood_, now_ns_, change.drop);
  }
  applied_at_ns_ = now_ns_;
  resend_ = false;
  const Want want = want_scene(change);
  const bool covered =
      switch_scene(out) || (director_.active() && want != Want::kNothing);
  if (!covered) director_.overwritten();
  if (!preserved()) writer_.look(chooser_.look(), change, out);
}

SceneDirector::Want SceneMapper::want_scene(const Change& change) {
  const auto state = to_string(mood_->state);
  switch (change.kind) {
    case Kind::kWords:
      return director_.want_mood(mood_->category, state, change.cause);
    case Kind::kRestore:
      return director_.want_back(mood_->category, state, change.cause);
    case Kind::kForce:
      director_.want_again(change.cause);
      break;
    case Kind::kSettings:
      if (director_.active()) break;
      return director_.want_mood(mood_->category, state, change.cause);
    case Kind::kMetrics:
      break;
  }
  return director_.active() ? Want::kSame : Want::kNothing;
}

// Dated now and not when its cause was: scenes keep their distance in time.
bool SceneMapper::switch_scene(Commands& out) {
  const auto choice = director_.take(now_ns_);
  if (!choice) return false;
  beats_ = 0;
  writer_.set_date(now_ns_);
  writer_.scene(choice->scene, choice->cause, out);
  return true;
}

void SceneMapper::beat(uint64_t beat_ns, Commands& out) {
  advance(beat_ns, out);
  happen(beat_ns);
  const uint32_t wanted = settings_.scene_after_beats;
  if (wanted == 0 || !free() || ++beats_ < wanted) return;
  if (director_.want_next("beats")) switch_scene(out);
}

// Dated when it was found: what was before is over. An event's scene comes
// before the section's, and both before an event's look.
void SceneMapper::section(const SectionUpdate& update, Commands& out) {
  const uint64_t at_ns = std::max(update.running_time_ns, update.found_ns);
  advance(at_ns, out);
  happen(at_ns);
  const bool of_section = director_.shows_section();
  // An event within a section makes its name no surer. Silence opens none,
  // whatever name the music before it had.
  const bool within_one = update.section == update.previous_section;
  const bool changed = update.event != StructureEvent::kSilence &&
                       director_.enter_section(
                           update.section, within_one ? 0 : update.confidence);
  if (silence_.silent() || !mood_) return;
  const bool answer = may_answer(update.event);
  if (answer && answer_by_scene(update.event, out)) return;
  if (changed && !reaction_.is_scene()) show_section(of_section, out);
  if (answer) answer_by_look(update.event, out);
}

// Where a section with a scene gives way to one without, the mood's own scene
// or look comes back.
void SceneMapper::show_section(bool after_another, Commands& out) {
  const std::string cause = "section:" + director_.section();
  if (director_.section_has_scene()) {
    director_.want_mood(mood_->category, to_string(mood_->state), cause);
    switch_scene(out);
  } else if (after_another) {
    apply({.kind = Kind::kWords,
           .cause = cause,
           .transition_ms = kRestoreTransition_ms,
           .new_state = true},
          out);
  }
}

bool SceneMapper::may_answer(StructureEvent event) {
  return settings_.react_to_events && event != StructureEvent::kNone &&
         reaction_.admit(event, now_ns_, settings_.event_cooldown_ns);
}

bool SceneMapper::answer_by_scene(StructureEvent event, Commands& out) {
  const std::string name(to_string(event));
  if (!director_.may_switch(now_ns_)) return false;
  const Want want = director_.want_event(name, "event:" + name);
  if (want == Want::kNothing) return false;
  switch_scene(out);
  if (settings_.event_scene_hold_ns > 0) {
    reaction_.start(event, nullptr, now_ns_ + settings_.event_scene_hold_ns);
  }
  return true;
}

// A scene that is to be preserved leaves room for the accent only.
void SceneMapper::answer_by_look(StructureEvent event, Commands& out) {
  const Reaction* const reaction = find_reaction(event);
  if (reaction == nullptr) return;
  const std::string cause = "event:" + std::string(to_string(event));
  if (!preserved()) {
    reaction_.start(event, reaction, now_ns_ + reaction->hold_ns);
    writer_.look(reaction->over(chooser_.look()),
                 {Kind::kRestore, cause, reaction->transition_ms}, out);
  }
  if (reaction->flash) {
    writer_.accent({kWhite, kDropFlash_ms, 1}, cause, out);
  }
}

void SceneMapper::end_reaction(Commands& out) {
  happen(reaction_.end_ns());
  const Kind kind = reaction_.is_scene() ? Kind::kRestore : Kind::kWords;
  apply({.kind = kind,
         .cause = "restore",
         .transition_ms = kRestoreTransition_ms,
         .new_state = true},
        out);
}

// The mapper's time moves to what happens, not to where the stream is, and
// commands are dated as what caused them: analysis may arrive late.
void SceneMapper::advance(uint64_t now_ns, Commands& out) {
  if (reaction_.running() && now_ns >= reaction_.end_ns()) end_reaction(out);
  run_silence(now_ns, out);
  const auto scene_ns = director_.ready_ns();
  if (scene_ns && now_ns >= *scene_ns && (free() || quiet())) {
    happen(std::max(now_ns_, *scene_ns));
    switch_scene(out);
  }
  const auto settled_ns = decider_.settle_deadline_ns();
  if (settled_ns && now_ns >= *settled_ns && free()) {
    happen(*settled_ns);
    evaluate(out);
  }
}

void SceneMapper::scene_sent(const std::string& scene, uint64_t at_ns) {
  director_.sent(scene, at_ns);
}

void SceneMapper::scene_refused(const std::string& scene, uint64_t now_ns,
                                Commands& out) {
  if (!director_.refused(scene, now_ns)) return;
  happen(now_ns_);
  if (switch_scene(out) || !mood_) return;
  const Change change = {Kind::kRestore, "refused", kRestoreTransition_ms};
  if (quiet()) {
    show_quiet_look(change, out);
  } else {
    reaction_.stop();
    writer_.look(chooser_.look(), change, out);
  }
}

std::optional<SceneCommand> SceneMapper::beat_flash(uint64_t beat_ns,
                                                    bool downbeat) const {
  if (!settings_.beat_flash || silence_.silent() || !mood_) return std::nullopt;
  const Look shown = reaction_.over(chooser_.look());
  const FlashAction flash = {accent_colour(shown, settings_), kBeatFlash_ms,
                             downbeat ? kDownbeatFlash : kBeatFlash};
  return writer_.make(writer_.scaled(flash), beat_ns, std::string(kBeatCause));
}

std::optional<uint64_t> SceneMapper::next_deadline_ns() const {
  std::optional<uint64_t> deadline_ns;
  const auto consider = [&](std::optional<uint64_t> at_ns) {
    if (at_ns) deadline_ns = std::min(deadline_ns.value_or(*at_ns), *at_ns);
  };
  if (reaction_.running()) consider(reaction_.end_ns());
  if (const auto due = next_silence_step()) consider(due->at_ns);
  if (free() || quiet()) consider(director_.ready_ns());
  if (free()) consider(decider_.settle_deadline_ns());
  return deadline_ns;
}

void SceneMapper::happen(uint64_t at_ns) {
  now_ns_ = std::max(now_ns_, at_ns);
  writer_.set_date(at_ns);
}

bool SceneMapper::preserved() const {
  return settings_.preserve_scene && director_.active();
}

}  // namespace mood
