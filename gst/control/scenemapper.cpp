/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scenemapper.h"

#include <algorithm>
#include <utility>

#include "effectbuilder.h"
#include "gradients.h"

namespace mood {
namespace {

constexpr Look kQuietLook = {
    .gradient = "Ocean", .speed = 0.5, .blur = 2, .brightness = 0.3};
constexpr Colour kWhite = {255, 255, 255};

// However urgent a change is, looks do not alternate faster than this.
constexpr uint64_t kMinSpacing_ns = 350'000'000;
constexpr uint64_t kEventCooldown_ns = 2'000'000'000;
// Predictions further away than one beat at 20 BPM are not predictions.
constexpr uint64_t kMaxPrediction_ns = 3'000'000'000;

constexpr uint32_t kQuietTransition_ms = 3000;
constexpr uint32_t kRestoreTransition_ms = 1500;
constexpr uint32_t kDropTransition_ms = 150;
constexpr uint32_t kStateTransition_ms = 1000;
constexpr uint32_t kDriftTransition_ms = 2000;
constexpr uint32_t kSettingsTransition_ms = 300;

constexpr uint32_t kDropFlash_ms = 300;
constexpr uint32_t kBeatFlash_ms = 100;
constexpr double kDownbeatFlash = 1;
constexpr double kBeatFlash = 0.7;

bool within(std::optional<uint64_t> since_ns, uint64_t now_ns,
            uint64_t span_ns) {
  return since_ns && now_ns < *since_ns + span_ns;
}

bool is_high(State state) {
  return state == State::kPeak || state == State::kIntense;
}

}  // namespace

SceneMapper::SceneMapper() { set_settings(MapperSettings()); }

void SceneMapper::set_settings(const MapperSettings& settings) {
  resend_ = resend_ || settings.intensity != settings_.intensity ||
            settings.adjust_colors != settings_.adjust_colors ||
            settings.adjust_effects != settings_.adjust_effects ||
            settings.targets != settings_.targets;
  settings_ = settings;
  detector_.set_parameters(
      {.threshold = settings.change_threshold,
       .min_interval_ns = settings.min_change_interval_ns});
}

void SceneMapper::mood(const MoodUpdate& update, Commands& out) {
  const bool stale = !timeline_fresh_ && mood_ &&
                     update.running_time_ns < mood_->running_time_ns;
  if (update.state == State::kUnknown || stale) return;
  advance(update.running_time_ns, out);
  happen(update.running_time_ns);

  const State previous = mood_ ? mood_->state : State::kUnknown;
  mood_ = update;
  timeline_fresh_ = false;
  chooser_.update(update.metrics);
  const bool significant = detector_.observe(update.metrics, now_ns_);
  // What is skipped here still differs at the next mood.
  if (within(applied_at_ns_, now_ns_, kMinSpacing_ns)) return;

  if (update.state == State::kSilence) {
    if (!quiet()) {
      enter_quiet(out);
    } else if (resend_ && held_) {
      emit_look(kQuietLook, {"silence", kSettingsTransition_ms}, out);
    }
  } else if (const auto change = decide(previous, significant)) {
    quiet_since_ns_.reset();
    apply_own_look(*change, out);
  }
}

// Causes that nothing may delay, in the order of their weight.
std::optional<SceneMapper::Change> SceneMapper::decide(State previous,
                                                       bool significant) const {
  if (quiet()) return Change{"restore", kRestoreTransition_ms};
  if (drop_allowed(previous)) {
    return Change{.cause = "state:" + std::string(to_string(mood_->state)),
                  .transition_ms = kDropTransition_ms,
                  .drop = true};
  }
  if (reaction_ != nullptr) return std::nullopt;
  if (resend_ && applied_state_ != State::kUnknown) {
    return Change{applied_at_ns_ ? "settings" : "restore",
                  kSettingsTransition_ms};
  }
  return decide_calm(significant);
}

// Changes that wait for the cooldown to end.
std::optional<SceneMapper::Change> SceneMapper::decide_calm(
    bool significant) const {
  if (detector_.cooling_down(now_ns_)) return std::nullopt;
  if (mood_->state != applied_state_) {
    return Change{"state:" + std::string(to_string(mood_->state)),
                  kStateTransition_ms};
  }
  if (mood_->category != applied_category_) {
    return Change{"category:" + mood_->category, kDriftTransition_ms};
  }
  if (significant) return Change{"metrics", kDriftTransition_ms};
  return std::nullopt;
}

// The rise from a build to a peak is the moment everybody waits for. Once per
// change interval, lest an undecided analysis makes the lamps alternate.
bool SceneMapper::drop_allowed(State previous) const {
  const bool waiting = reaction_ == nullptr ||
                       reaction_->event == StructureEvent::kBuildStart ||
                       reaction_->event == StructureEvent::kBreakdownStart;
  return waiting && previous == State::kBuild && is_high(mood_->state) &&
         !within(drop_at_ns_, now_ns_, settings_.min_change_interval_ns);
}

void SceneMapper::beat(const BeatUpdate& update, Commands& out) {
  advance(update.running_time_ns, out);
  happen(update.running_time_ns);
  if (!settings_.beat_flash || quiet() || !mood_) return;
  const auto next_ns = update.next_beat_ns;
  const bool predicted = next_ns && *next_ns > now_ns_ &&
                         *next_ns <= update.running_time_ns + kMaxPrediction_ns;
  // The prediction is of the beat after this one; which beat of the bar it is
  // follows only if this one closes a bar of four.
  const bool downbeat =
      predicted ? update.bar_position == 4 : update.bar_position == 1;
  const Gradient* const gradient = find_gradient(shown_gradient());
  emit_flash(predicted ? *next_ns : update.running_time_ns, "beat",
             {.colour = gradient ? gradient->lightest() : kWhite,
              .duration_ms = kBeatFlash_ms,
              .brightness = downbeat ? kDownbeatFlash : kBeatFlash},
             out);
}

void SceneMapper::section(const SectionUpdate& update, Commands& out) {
  advance(update.running_time_ns, out);
  happen(update.running_time_ns);
  const Reaction* const reaction = find_reaction(update.event);
  if (!settings_.react_to_events || reaction == nullptr || quiet() || !mood_) {
    return;
  }
  const bool repeated = last_event_ == update.event &&
                        within(last_event_ns_, now_ns_, kEventCooldown_ns);
  if (repeated || within(last_event_ns_, now_ns_, kMinSpacing_ns)) return;

  last_event_ = update.event;
  last_event_ns_ = now_ns_;
  reaction_ = reaction;
  reaction_end_ns_ = now_ns_ + reaction->hold_ns;
  const std::string cause = "event:" + std::string(to_string(update.event));
  emit_look(reaction->over(chooser_.look()), {cause, reaction->transition_ms},
            out);
  if (reaction->flash) {
    emit_flash(
        dated_ns_, cause,
        {.colour = kWhite, .duration_ms = kDropFlash_ms, .brightness = 1}, out);
  }
}

// The mapper's time moves to what happens, not to where the stream is, and
// commands are dated as what caused them: analysis may arrive late.
void SceneMapper::advance(uint64_t now_ns, Commands& out) {
  if (reaction_ != nullptr && now_ns >= reaction_end_ns_) {
    happen(reaction_end_ns_);
    apply_own_look({"restore", kRestoreTransition_ms}, out);
  }
  if (quiet() && held_ && now_ns >= *quiet_since_ns_ + kReleaseAfter_ns) {
    happen(*quiet_since_ns_ + kReleaseAfter_ns);
    held_ = false;
    emit(ReleaseAction(), dated_ns_, "silence", out);
  }
}

void SceneMapper::starve(uint64_t now_ns, Commands& out) {
  advance(now_ns, out);
  happen(now_ns);
  if (mood_ && !quiet()) enter_quiet(out);
}

void SceneMapper::stop(uint64_t now_ns, Commands& out) {
  advance(now_ns, out);
  happen(now_ns);
  reaction_ = nullptr;
  applied_at_ns_.reset();
  resend_ = true;
  if (std::exchange(held_, false)) emit(ReleaseAction(), now_ns_, "stop", out);
}

void SceneMapper::start_timeline() {
  now_ns_ = 0;
  timeline_fresh_ = true;
  resend_ = true;
  applied_at_ns_.reset();
  drop_at_ns_.reset();
  last_event_ns_.reset();
  reaction_ = nullptr;
  if (quiet()) quiet_since_ns_ = 0;
  detector_.start_timeline();
}

void SceneMapper::happen(uint64_t at_ns) {
  now_ns_ = std::max(now_ns_, at_ns);
  dated_ns_ = at_ns;
}

std::optional<uint64_t> SceneMapper::next_deadline_ns() const {
  std::optional<uint64_t> deadline_ns;
  if (reaction_ != nullptr) deadline_ns = reaction_end_ns_;
  if (quiet() && held_) {
    const uint64_t release_ns = *quiet_since_ns_ + kReleaseAfter_ns;
    deadline_ns = std::min(deadline_ns.value_or(release_ns), release_ns);
  }
  return deadline_ns;
}

void SceneMapper::enter_quiet(Commands& out) {
  quiet_since_ns_ = now_ns_;
  reaction_ = nullptr;
  applied_state_ = State::kSilence;
  applied_category_ = mood_->category;
  applied_at_ns_ = now_ns_;
  detector_.applied(mood_->metrics, now_ns_);
  emit_look(kQuietLook, {"silence", kQuietTransition_ms}, out);
}

void SceneMapper::apply_own_look(const Change& change, Commands& out) {
  reaction_ = nullptr;
  if (change.drop) drop_at_ns_ = now_ns_;
  applied_state_ = mood_->state;
  applied_category_ = mood_->category;
  applied_at_ns_ = now_ns_;
  detector_.applied(mood_->metrics, now_ns_);
  emit_look(chooser_.look(), change, out);
}

void SceneMapper::emit_look(const Look& look, const Change& change,
                            Commands& out) {
  resend_ = false;
  auto effect = build_effect(look, settings_, change.transition_ms);
  if (!effect) return;
  held_ = true;
  emit(*std::move(effect), dated_ns_, change.cause, out);
}

void SceneMapper::emit_flash(uint64_t due_ns, std::string cause,
                             const FlashAction& flash, Commands& out) const {
  FlashAction scaled = flash;
  scaled.brightness = accent_brightness(flash.brightness, settings_);
  emit(scaled, due_ns, std::move(cause), out);
}

void SceneMapper::emit(SceneActionVariant action, uint64_t due_ns,
                       std::string cause, Commands& out) const {
  SceneCommand command;
  command.action = std::move(action);
  command.running_time_ns = due_ns;
  command.cause = std::move(cause);
  command.targets = settings_.targets;
  if (mood_) command.mood = *mood_;
  out.push_back(std::move(command));
}

std::string_view SceneMapper::shown_gradient() const {
  const Look own = chooser_.look();
  return reaction_ != nullptr ? reaction_->over(own).gradient : own.gradient;
}

}  // namespace mood
