/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampschedule.h"

#include <algorithm>
#include <utility>

#include "commandkind.h"

namespace mood {
namespace {

using Kind = LampStep::Kind;

LampStep wait_until(uint64_t time_ns) { return {Kind::kWait, time_ns, {}}; }

}  // namespace

LampSchedule::LampSchedule(const LampSettings& settings)
    : busy_pause_ns_(settings.retry_min_ns),
      limiter_(settings.max_rate_hz),
      backoff_(settings.retry_min_ns, settings.retry_max_ns) {}

void LampSchedule::post(SceneCommand command, uint64_t now_ns) {
  ++stats_.commands;
  count(waiting_.push(std::move(command), now_ns));
}

void LampSchedule::clear() {
  stats_.coalesced += waiting_.size();
  waiting_.clear();
}

LampStep LampSchedule::next(uint64_t now_ns,
                            std::optional<uint64_t> wake_time_ns) {
  if (now_ns < pause_until_ns_) return wait_until(pause_until_ns_);
  const uint64_t wake_ns = wake_time_ns.value_or(LampStep::kForever);
  if (connected_ && (wake_requested_ || wake_ns <= now_ns)) {
    wake_requested_ = false;
    return {Kind::kWake, 0, {}};
  }
  if (connected_ && waiting_.empty()) return wait_until(wake_ns);
  // A command that is taken from the queue can no longer be merged with what
  // comes meanwhile, so it stays there until it may go.
  if (now_ns < limiter_.ready_at_ns())
    return wait_until(connected_ ? std::min(wake_ns, limiter_.ready_at_ns())
                                 : limiter_.ready_at_ns());
  if (!connected_) return {Kind::kConnect, 0, {}};
  LampQueue::Effects effects;
  std::optional<SceneCommand> command = waiting_.pop(now_ns, effects);
  count(effects);
  if (!command) return wait_until(wake_ns);
  return {Kind::kSend, 0, *std::move(command)};
}

LampOutcome LampSchedule::done(const LampStep& step, const LampResult& result,
                               uint64_t now_ns) {
  if (!result.reason.empty()) stats_.last_error = result.reason;
  switch (result.status) {
    case LampStatus::kOk:
      return succeed(step, result.reason, now_ns);
    case LampStatus::kRefused:
      if (step.kind == Kind::kConnect) break;
      return refuse(step, result.reason);
    case LampStatus::kBusy:
      if (++busy_in_a_row_ > kMaxBusy) break;
      put_back(step, now_ns);
      pause_until_ns_ = now_ns + busy_pause_ns_;
      return {};
    case LampStatus::kFailed:
      break;
  }
  return fail(step, now_ns);
}

LampOutcome LampSchedule::succeed(const LampStep& step,
                                  const std::string& reservation,
                                  uint64_t now_ns) {
  backoff_.worked(now_ns);
  busy_in_a_row_ = 0;
  LampOutcome outcome;
  if (step.kind == Kind::kConnect) {
    connected_ = true;
    count(waiting_.put_back(shown_));
    outcome.recovered = std::exchange(incident_, false);
  } else if (step.kind == Kind::kSend) {
    remember(step.command, now_ns);
  }
  outcome.refused = !reservation.empty() && is_new(reservation);
  return outcome;
}

LampOutcome LampSchedule::refuse(const LampStep& step,
                                 const std::string& reason) {
  busy_in_a_row_ = 0;
  ++stats_.refused;
  // Some of it may have been done.
  if (step.kind == Kind::kSend) holds_lamp_ = !is<ReleaseAction>(step.command);
  LampOutcome outcome;
  outcome.refused = is_new(reason);
  return outcome;
}

bool LampSchedule::is_new(const std::string& reason) {
  return reasons_.size() < kMaxReasons && reasons_.insert(reason).second;
}

LampOutcome LampSchedule::fail(const LampStep& step, uint64_t now_ns) {
  ++stats_.failures;
  busy_in_a_row_ = 0;
  connected_ = false;
  put_back(step, now_ns);
  pause_until_ns_ = backoff_.failed(now_ns);
  LampOutcome outcome;
  outcome.failed = !std::exchange(incident_, true);
  if (outcome.failed) ++stats_.incidents;
  return outcome;
}

void LampSchedule::put_back(const LampStep& step, uint64_t now_ns) {
  if (step.kind != Kind::kSend) return;
  // Nobody knows how much of it the lamp has done.
  holds_lamp_ = true;
  if (is<FlashAction>(step.command))
    ++stats_.dropped;
  else
    count(waiting_.put_back(step.command, now_ns));
}

void LampSchedule::remember(const SceneCommand& command, uint64_t now_ns) {
  if (is<ReleaseAction>(command)) {
    shown_.clear();
    holds_lamp_ = false;
    return;
  }
  holds_lamp_ = true;
  if (!is<FlashAction>(command)) shown_.push(command, now_ns);
}

void LampSchedule::count(const LampQueue::Effects& effects) {
  stats_.coalesced += effects.coalesced;
  stats_.dropped += effects.dropped;
}

LampStats LampSchedule::stats() const {
  LampStats stats = stats_;
  stats.lamps = 1;
  stats.lamps_up = connected_ ? 1 : 0;
  stats.pending = static_cast<uint32_t>(waiting_.size());
  return stats;
}

}  // namespace mood
