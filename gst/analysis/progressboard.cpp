/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "progressboard.h"

#include <algorithm>

namespace mood {

void ProgressBoard::publish(const ipc::ProgressPacket& progress) {
  {
    const std::lock_guard lock(mutex_);
    progress_ = progress;
  }
  changed_.notify_all();
}

void ProgressBoard::set_hopeless(bool hopeless) {
  {
    const std::lock_guard lock(mutex_);
    hopeless_ = hopeless;
  }
  changed_.notify_all();
}

void ProgressBoard::interrupt(bool interrupted) {
  {
    const std::lock_guard lock(mutex_);
    interrupted_ = interrupted;
  }
  changed_.notify_all();
}

void ProgressBoard::reset() {
  const std::lock_guard lock(mutex_);
  progress_ = {};
  hopeless_ = false;
}

bool ProgressBoard::reached(const ProgressTarget& target) const {
  if (progress_.origin.configuration != target.configuration ||
      progress_.origin.epoch != target.epoch)
    return false;
  return target.drained ? progress_.drained != 0
                        : progress_.position >= target.position;
}

Extractor::Wait ProgressBoard::wait_for(const ProgressTarget& target,
                                        std::chrono::nanoseconds limit) {
  // Clocks cannot count to the end of all nanoseconds.
  limit = std::min<std::chrono::nanoseconds>(limit, std::chrono::hours(24));
  std::unique_lock lock(mutex_);
  const bool in_time = changed_.wait_for(lock, limit, [&] {
    return interrupted_ || hopeless_ || reached(target);
  });
  if (interrupted_) return Extractor::Wait::kInterrupted;
  return in_time && reached(target) ? Extractor::Wait::kReached
                                    : Extractor::Wait::kGivenUp;
}

}  // namespace mood
