/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mood/statemachine.h"

#include <algorithm>
#include <cstdlib>

namespace mood {

StateMachine::Level StateMachine::wanted_level(double activity, bool fresh,
                                               bool hit) const {
  int level = kAmbient;
  for (int i = 0; i < 3; ++i) {
    const double side = fresh ? 0 : level_ > i ? -1 : hit ? 0 : 1;
    if (activity > parameters_.borders[i] + side * parameters_.margin)
      level = i + 1;
  }
  return static_cast<Level>(level);
}

State StateMachine::named(Level level) const {
  switch (level) {
    case kAmbient:
    case kChill:
      if (broken_down_) return State::kBreakdown;
      return level == kAmbient ? State::kAmbient : State::kChill;
    case kGroove:
      return State::kGroove;
    case kHigh:
      return dark_ ? State::kIntense : State::kPeak;
  }
  return State::kUnknown;
}

void StateMachine::enter(Level level, const Input& input) {
  const bool falls =
      level <= kChill &&
      (level_ == kHigh || (level_ == kGroove && level == kAmbient));
  if (falls && input.tempo_bpm > parameters_.breakdown_bpm) broken_down_ = true;
  if (level >= kGroove) broken_down_ = false;
  level_ = level;
  dropped_ = false;
  in_state_ = rising_ = stalled_ = 0;
  agreed_.fill(0);
  state_ = named(level);
}

void StateMachine::update_darkness(const Input& input) {
  const double margin =
      darkness_known_ ? parameters_.dark_margin * (dark_ ? 1 : -1) : 0;
  const bool wanted = input.brightness < parameters_.dark_brightness + margin;
  dark_beyond_ = wanted == dark_ ? 0 : dark_beyond_ + 1;
  const bool matters = level_ == kHigh && state_ != State::kBuild;
  if (darkness_known_ && matters && dark_beyond_ < hops(parameters_.dark_s))
    return;
  dark_ = wanted;
  darkness_known_ = true;
}

State StateMachine::process(const Input& input) {
  ++in_state_;
  restless_ *= 1 - 1 / (parameters_.calm_s * parameters_.hops_per_s);
  if (input.silent) {
    if (state_ != State::kSilence) {
      reset();
      state_ = State::kSilence;
    }
    return state_;
  }
  if (!input.judged) return state_;
  update_darkness(input);
  if (state_ == State::kUnknown || state_ == State::kSilence)
    enter(wanted_level(input.activity, true), input);
  else if (state_ == State::kBuild)
    follow_build(input);
  else if (dropped_)
    follow_drop(input);
  else
    follow_level(input);
  return state_;
}

void StateMachine::follow_level(const Input& input) {
  rising_ = input.rise >= 1 ? rising_ + 1 : 0;
  if (level_ < kHigh && rising_ > hops(parameters_.rise_s)) {
    state_ = State::kBuild;
    in_state_ = stalled_ = 0;
    return;
  }
  const Level next = agreed_level(input);
  if (next != level_) {
    restless_ += 1;
    enter(next, input);
    if (next == kHigh && input.impact) begin_drop();
  } else if (level_ == kHigh) {
    state_ = named(level_);
    if (input.impact) begin_drop();
  }
}

// The farthest level that the activity has reached, or passed, for long enough,
// counting what was missed against it.
StateMachine::Level StateMachine::agreed_level(const Input& input) {
  const Level wanted = wanted_level(input.activity, false, input.impact);
  Level next = level_;
  for (int i = kAmbient; i <= kHigh; ++i) {
    const bool reached = i > level_ ? wanted >= i : wanted <= i;
    if (i == level_)
      agreed_[i] = 0;
    else if (reached)
      ++agreed_[i];
    else if (agreed_[i] > 0)
      --agreed_[i];  // between two strokes of the drum
    const bool upwards = i > level_;
    const bool hit = upwards && i >= kGroove && input.impact;
    const bool leap = hit || std::abs(i - level_) >= 2;
    double needed_s =
        leap ? parameters_.leap_s
             : parameters_.step_s * (1 + parameters_.restless * restless_);
    // What may become a build is not called a groove on its way.
    if (upwards && !hit && input.rise > 0.5) needed_s *= 2.5;
    // Nor is a level on the way told when the next one is in sight.
    if (upwards && i < kHigh && agreed_[i + 1] > 0) needed_s *= 2;
    const bool settled = hit || in_state_ >= hops(parameters_.dwell_s);
    const bool farther = std::abs(i - level_) > std::abs(next - level_);
    if (settled && farther && agreed_[i] > hops(needed_s))
      next = static_cast<Level>(i);
  }
  return next;
}

void StateMachine::follow_build(const Input& input) {
  if (input.impact && input.activity > parameters_.drop_activity) {
    enter(kHigh, input);
    begin_drop();
    return;
  }
  stalled_ = input.rise >= 0.35 ? 0 : stalled_ + 1;
  if (stalled_ > hops(parameters_.stall_s))
    enter(wanted_level(input.activity, true), input);
}

void StateMachine::begin_drop() {
  dropped_ = true;
  in_state_ = stalled_ = 0;
  drop_db_ = -100;
  drop_activity_ = 0;
}

// Whatever the descriptors say of it, a drop is the song's high point: it
// lasts as long as its loudness and activity.
void StateMachine::follow_drop(const Input& input) {
  state_ = named(kHigh);
  if (in_state_ < hops(parameters_.drop_settle_s)) {
    // The build's own end may have been louder: learn from the second half.
    if (in_state_ > hops(parameters_.drop_settle_s / 2)) {
      drop_db_ = std::max(drop_db_, input.loudness_db);
      drop_activity_ = std::max(drop_activity_, input.activity);
    }
    return;
  }
  const bool weak =
      input.loudness_db < drop_db_ - parameters_.drop_end_db ||
      input.activity < drop_activity_ * parameters_.drop_end_activity;
  stalled_ = weak ? stalled_ + 1 : stalled_ - std::min<size_t>(stalled_, 1);
  if (stalled_ > hops(parameters_.leap_s)) dropped_ = false;
}

}  // namespace mood
