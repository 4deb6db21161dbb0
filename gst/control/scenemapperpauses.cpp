/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The part of SceneMapper for when the music stops: silence, ends, seeks. */
#include <algorithm>

#include "scenemapper.h"

namespace mood {
namespace {

constexpr double kQuietBlur = 2;
constexpr uint32_t kQuietTransition_ms = 3000;

using Kind = Change::Kind;
using Want = SceneDirector::Want;

}  // namespace

void SceneMapper::starve(uint64_t now_ns, Commands& out) {
  advance(now_ns, out);
  happen(now_ns);
  if (!mood_) return;
  silence_.hear_silence(now_ns_);
  decider_.interrupt();
  run_silence(now_ns, out);
}

bool SceneMapper::run_silence(uint64_t now_ns, Commands& out) {
  bool any = false;
  for (auto due = next_silence_step(); due && due->at_ns <= now_ns;
       due = next_silence_step()) {
    any = true;
    happen(due->at_ns);
    silence_.done();
    if (due->step == SilenceWatch::Step::kQuiet) {
      enter_quiet(out);
    } else if (due->step == SilenceWatch::Step::kRestore) {
      apply({Kind::kRestore, "restore", kRestoreTransition_ms}, out);
    } else if (held()) {
      director_.forget_want();
      director_.overwritten();
      writer_.release("silence", out);
    }
  }
  return any;
}

std::optional<SilenceWatch::Due> SceneMapper::next_silence_step() const {
  auto due = silence_.next();
  if (due && due->step != SilenceWatch::Step::kRelease && applied_at_ns_) {
    due->at_ns = std::max(due->at_ns, *applied_at_ns_ + kMinSpacing_ns);
  }
  return due;
}

void SceneMapper::enter_quiet(Commands& out) {
  reaction_.stop();
  director_.doubt_section();
  shift_.clear();
  applied_at_ns_ = now_ns_;
  decider_.applied(*mood_, now_ns_, false);
  const Want want = director_.want_silence("silence");
  if (switch_scene(out) || want == Want::kSame) return;
  show_quiet_look({Kind::kRestore, "silence", kQuietTransition_ms}, out);
}

void SceneMapper::show_quiet_look(const Change& change, Commands& out) {
  resend_ = false;
  if (!settings_.silence.dim) return;
  director_.overwritten();
  const SilenceSettings& silence = settings_.silence;
  Look look = {silence.gradient, silence.speed, kQuietBlur, silence.brightness};
  if (const auto gradient = chooser_.gradient_for(State::kSilence)) {
    look.gradient = *gradient;
  }
  writer_.look(look, change, out);
}

void SceneMapper::stop(uint64_t now_ns, Commands& out) {
  advance(now_ns, out);
  happen(now_ns);
  const bool was_held = held();
  reaction_.stop();
  director_.forget_want();
  director_.overwritten();
  applied_at_ns_.reset();
  resend_ = true;
  if (was_held && settings_.stop_action == StopAction::kRelease) {
    writer_.release("stop", out);
  } else if (was_held && settings_.stop_action == StopAction::kRestore) {
    if (settings_.stop_scene.empty()) {
      writer_.look(chooser_.look(),
                   {Kind::kRestore, "stop", kRestoreTransition_ms}, out);
    } else {
      writer_.scene(settings_.stop_scene, "stop", out);
    }
  }
  writer_.forget();
}

void SceneMapper::start_timeline() {
  now_ns_ = 0;
  timeline_fresh_ = true;
  resend_ = true;
  applied_at_ns_.reset();
  evaluated_ns_.reset();
  reaction_.start_timeline();
  silence_.start_timeline();
  director_.start_timeline();
  shift_.clear();
  decider_.start_timeline();
}

}  // namespace mood
