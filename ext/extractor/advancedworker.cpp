/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "advancedworker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mood {
namespace {

/// Moods and beats come first where there is one core for all.
constexpr int kNiceness = 5;

}  // namespace

AdvancedWorker::AdvancedWorker(WindowAnalysis& analysis)
    : analysis_(analysis), thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "mood-advanced");
}

AdvancedWorker::~AdvancedWorker() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool AdvancedWorker::busy() const {
  const std::lock_guard lock(mutex_);
  return phase_ != Phase::kFree;
}

void AdvancedWorker::start(const AnalysedWindow& window) {
  {
    const std::lock_guard lock(mutex_);
    window_ = window;
    phase_ = Phase::kAtWork;
  }
  changed_.notify_all();
}

std::optional<AnalysedWindow> AdvancedWorker::take() {
  const std::lock_guard lock(mutex_);
  if (phase_ != Phase::kDone) return std::nullopt;
  phase_ = Phase::kFree;
  return window_;
}

void AdvancedWorker::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return phase_ != Phase::kAtWork; });
}

void AdvancedWorker::run() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ends_ || phase_ == Phase::kAtWork; });
    if (ends_) return;
    lock.unlock();
    analysis_.analyse(window_);
    lock.lock();
    phase_ = Phase::kDone;
    changed_.notify_all();
  }
}

}  // namespace mood
