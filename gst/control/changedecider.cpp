/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "changedecider.h"

#include <algorithm>

#include "timespan.h"

namespace mood {
namespace {

constexpr uint32_t kDropTransition_ms = 150;
constexpr uint32_t kStateTransition_ms = 1000;
constexpr uint32_t kDriftTransition_ms = 2000;

bool is_high(State state) {
  return state == State::kPeak || state == State::kIntense;
}

}  // namespace

void ChangeDecider::set_settings(const MapperSettings& settings) {
  settings_ = settings;
  detector_.set_parameters({.threshold = settings.change_threshold,
                            .min_interval_ns = settings.min_change_interval_ns,
                            .adaptive = settings.adaptive_threshold});
}

void ChangeDecider::observe(const MoodUpdate& mood, uint64_t now_ns) {
  const bool first = state_ == State::kUnknown;
  if (!first && mood.state != state_) state_since_ns_ = now_ns;
  if (!first && mood.category != category_) category_since_ns_ = now_ns;
  previous_ = state_;
  state_ = mood.state;
  category_ = mood.category;
  significant_ = detector_.observe(mood.metrics, now_ns);
}

void ChangeDecider::interrupt() {
  state_ = State::kUnknown;
  state_since_ns_.reset();
  category_since_ns_.reset();
}

// The rise that everybody waits for. Once per change interval, lest an
// undecided analysis makes the lamps alternate.
std::optional<Change> ChangeDecider::drop(uint64_t now_ns) const {
  if (previous_ != State::kBuild || !is_high(state_) ||
      within(drop_at_ns_, now_ns, settings_.min_change_interval_ns)) {
    return std::nullopt;
  }
  return Change{.kind = Change::Kind::kWords,
                .cause = "state:" + std::string(to_string(state_)),
                .transition_ms = kDropTransition_ms,
                .drop = true,
                .new_state = true};
}

std::optional<Change> ChangeDecider::change(uint64_t now_ns,
                                            bool preserved) const {
  if (state_ == State::kUnknown || detector_.cooling_down(now_ns)) {
    return std::nullopt;
  }
  const auto settled = [&](std::optional<uint64_t> since_ns) {
    return !within(since_ns, now_ns, settings_.dwell_ns);
  };
  if (state_ != applied_state_ && settled(state_since_ns_)) {
    return Change{.kind = Change::Kind::kWords,
                  .cause = "state:" + std::string(to_string(state_)),
                  .transition_ms = kStateTransition_ms,
                  .new_state = true};
  }
  if (category_ != applied_category_ && settled(category_since_ns_)) {
    return Change{Change::Kind::kWords, "category:" + category_,
                  kDriftTransition_ms};
  }
  if (significant_ && !preserved) {
    return Change{Change::Kind::kMetrics, "metrics", kDriftTransition_ms};
  }
  if (settings_.force_updates && applied_at_ns_ &&
      !within(applied_at_ns_, now_ns, settings_.force_interval_ns)) {
    return Change{Change::Kind::kForce, "force", kDriftTransition_ms};
  }
  return std::nullopt;
}

void ChangeDecider::applied(const MoodUpdate& mood, uint64_t now_ns,
                            bool drop) {
  applied_state_ = mood.state;
  applied_category_ = mood.category;
  applied_at_ns_ = now_ns;
  significant_ = false;
  if (drop) drop_at_ns_ = now_ns;
  detector_.applied(mood.metrics, now_ns);
}

std::optional<uint64_t> ChangeDecider::settle_deadline_ns() const {
  std::optional<uint64_t> due_ns;
  const auto consider = [&](bool differs, std::optional<uint64_t> since_ns) {
    if (!differs || !since_ns) return;
    const uint64_t settled_ns = *since_ns + settings_.dwell_ns;
    due_ns = std::min(due_ns.value_or(settled_ns), settled_ns);
  };
  consider(state_ != applied_state_, state_since_ns_);
  consider(category_ != applied_category_, category_since_ns_);
  if (!due_ns) return std::nullopt;
  if (applied_at_ns_) {
    const uint64_t cooled_ns =
        *applied_at_ns_ + settings_.min_change_interval_ns;
    due_ns = std::max(*due_ns, cooled_ns);
  }
  return *due_ns + kSettleSlack_ns;
}

void ChangeDecider::start_timeline() {
  detector_.start_timeline();
  applied_at_ns_.reset();
  drop_at_ns_.reset();
  state_since_ns_.reset();
  category_since_ns_.reset();
}

}  // namespace mood
