/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "windowanalysis.h"
#include "windowclock.h"

namespace mood::test {

/// Analyses nothing; holds windows back as long as it is told to.
class FakeWindowAnalysis : public WindowAnalysis {
 public:
  bool holds(uint64_t start) const override { return start >= oldest; }
  void analyse(AnalysedWindow& window) override {
    std::unique_lock lock(mutex_);
    ++begun_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !held_; });
    seen.push_back({window.packet.start_position, window.packet.end_position});
    window.packet.analysis_ns = 1000;
    window.valid = valid;
  }

  void hold(bool held) {
    {
      const std::lock_guard lock(mutex_);
      held_ = held;
    }
    changed_.notify_all();
  }
  /// Waits until @p count windows have been begun in all.
  void wait_begun(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return begun_ >= count; });
  }

  uint64_t oldest = 0;
  bool valid = true;
  std::vector<WindowSpan> seen;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t begun_ = 0;   // with mutex_
  bool held_ = false;  // with mutex_
};

}  // namespace mood::test
