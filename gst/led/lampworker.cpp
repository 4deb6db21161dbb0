/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lampworker.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace mood {
namespace {

using Clock = std::chrono::steady_clock;

uint64_t clock_ns() {
  return static_cast<uint64_t>(Clock::now().time_since_epoch() /
                               std::chrono::nanoseconds(1));
}

Clock::time_point time_point(uint64_t time_ns) {
  return Clock::time_point(
      std::chrono::nanoseconds(static_cast<int64_t>(time_ns)));
}

}  // namespace

LampWorker::LampWorker(std::unique_ptr<LampDriver> driver,
                       const LampSettings& settings, LampListener& listener)
    : settings_(settings),
      listener_(listener),
      driver_(std::move(driver)),
      cancellable_(g_cancellable_new()),
      schedule_(settings),
      thread_([this] { run(); }) {}

LampWorker::~LampWorker() {
  {
    Lock lock(mutex_);
    if (!stopping_) stop_deadline_ns_ = clock_ns();
    stopping_ = true;
  }
  changed_.notify_all();
  wait_stopped();
  thread_.join();
}

bool LampWorker::post(const SceneCommand& command) {
  std::optional<LampDriver::Targets> targets =
      driver_->resolve_targets(command.targets);
  if (!targets) return false;
  SceneCommand resolved = command;
  resolved.targets = *std::move(targets);
  {
    Lock lock(mutex_);
    if (stopping_) return false;
    schedule_.post(std::move(resolved), clock_ns());
  }
  changed_.notify_all();
  return true;
}

void LampWorker::wake() {
  {
    Lock lock(mutex_);
    schedule_.request_wake();
  }
  changed_.notify_all();
}

void LampWorker::begin_stop(uint64_t deadline_ns) {
  {
    Lock lock(mutex_);
    stopping_ = true;
    stop_deadline_ns_ = deadline_ns;
  }
  changed_.notify_all();
}

void LampWorker::wait_stopped() {
  Lock lock(mutex_);
  changed_.wait_until(lock, time_point(stop_deadline_ns_),
                      [this] { return stopped_; });
  if (stopped_) return;
  lock.unlock();
  g_cancellable_cancel(cancellable_.get());
  lock.lock();
  changed_.notify_all();
  changed_.wait(lock, [this] { return stopped_; });
}

LampStats LampWorker::stats() const {
  Lock lock(mutex_);
  return schedule_.stats();
}

bool LampWorker::await_turn() {
  Lock lock(mutex_);
  while (true) {
    const bool may_go_on = !stopping_ || finishing_;
    if (!may_go_on || g_cancellable_is_cancelled(cancellable_.get())) {
      aborted_ = true;
      return false;
    }
    // Giving the lamp back in time matters more than an even pace.
    const uint64_t ready_ns = schedule_.limiter().ready_at_ns();
    if (finishing_ || ready_ns <= clock_ns()) break;
    wait_until(lock, ready_ns);
  }
  schedule_.limiter().take(clock_ns());
  schedule_.count_request();
  return true;
}

uint64_t LampWorker::timeout_ns() const {
  Lock lock(mutex_);
  if (!stopping_) return settings_.timeout_ns;
  const uint64_t now_ns = clock_ns();
  const uint64_t left_ns = std::max(stop_deadline_ns_, now_ns) - now_ns;
  return std::min(settings_.timeout_ns, left_ns);
}

uint64_t LampWorker::now_ns() const { return clock_ns(); }

void LampWorker::run() noexcept {
  Lock lock(mutex_);
  work(lock);
  finish(lock);
  stopped_ = true;
  changed_.notify_all();
}

void LampWorker::work(Lock& lock) {
  std::optional<uint64_t> wake_time_ns;
  while (!stopping_) {
    const LampStep step = schedule_.next(clock_ns(), wake_time_ns);
    if (step.kind == LampStep::Kind::kWait) {
      wait_until(lock, step.until_ns);
      continue;
    }
    lock.unlock();
    const LampResult result = perform(step);
    wake_time_ns = driver_->wake_time_ns();
    lock.lock();
    if (aborted_) {
      if (step.kind == LampStep::Kind::kSend) schedule_.assume_held();
      break;
    }
    const LampOutcome outcome = schedule_.done(step, result, clock_ns());
    lock.unlock();
    report(outcome, result.reason);
    report_scene(step, result);
    lock.lock();
  }
}

void LampWorker::give_back(Lock& lock) {
  constexpr uint64_t kBusyPause_ns = 100'000'000;
  LampStep release{LampStep::Kind::kSend, 0, {}};
  release.command.action = ReleaseAction();
  release.command.cause = "stop";
  const auto try_once = [&] {
    lock.unlock();
    LampResult result = perform(release);
    lock.lock();
    return result;
  };
  LampResult result = try_once();
  while (result.status == LampStatus::kBusy) {
    const uint64_t again_ns = clock_ns() + kBusyPause_ns;
    if (again_ns >= stop_deadline_ns_) break;
    while (clock_ns() < again_ns) wait_until(lock, again_ns);
    result = try_once();
  }
  // There is no later any more.
  if (result.status == LampStatus::kBusy) result.status = LampStatus::kFailed;
  const LampOutcome outcome = schedule_.done(release, result, clock_ns());
  lock.unlock();
  report(outcome, result.reason);
  lock.lock();
}

void LampWorker::finish(Lock& lock) {
  schedule_.clear();
  finishing_ = true;
  if (settings_.release_on_stop && schedule_.connected() &&
      schedule_.holds_lamp())
    give_back(lock);
  lock.unlock();
  try {
    driver_->disconnect(*this);
  } catch (const std::exception&) {
    // It goes away anyhow.
  }
  lock.lock();
}

LampResult LampWorker::perform(const LampStep& step) {
  try {
    switch (step.kind) {
      case LampStep::Kind::kConnect:
        return driver_->connect(*this);
      case LampStep::Kind::kSend:
        return driver_->send(step.command, *this);
      case LampStep::Kind::kWake:
        return driver_->wake(*this);
      case LampStep::Kind::kWait:
        break;
    }
    return {};
  } catch (const std::exception& error) {
    return LampResult::failed(error.what());
  }
}

void LampWorker::report(const LampOutcome& outcome, const std::string& reason) {
  if (outcome.failed) listener_.lamp_failed(driver_->name(), reason);
  if (outcome.recovered) listener_.lamp_recovered(driver_->name());
  if (outcome.refused) listener_.lamp_refused(driver_->name(), reason);
}

void LampWorker::report_scene(const LampStep& step, const LampResult& result) {
  const auto* action = std::get_if<SceneAction>(&step.command.action);
  if (step.kind != LampStep::Kind::kSend || action == nullptr) return;
  if (result.ok()) listener_.scene_shown(driver_->name(), action->scene);
  if (result.status == LampStatus::kRefused)
    listener_.scene_refused(driver_->name(), action->scene, result.reason);
}

void LampWorker::wait_until(Lock& lock, uint64_t time_ns) {
  if (time_ns == LampStep::kForever)
    changed_.wait(lock);
  else
    changed_.wait_until(lock, time_point(time_ns));
}

}  // namespace mood
