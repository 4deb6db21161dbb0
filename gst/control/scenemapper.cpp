/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenemapper.h"

#include <algorithm>

#include "effectbuilder.h"
#include "timespan.h"

namespace mood {
namespace {

constexpr uint32_t kSettingsTransition_ms = 400;

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
    shift_.observe(update.metrics, now_ns_);
    const bool of_section = director_.shows_section();
    if (!silence_.silent() && confirm_section()) show_section(of_section, out);
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
