/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "windowanalysis.h"

namespace mood {

/// A thread that analyses one window at a time, at a lower priority than what
/// goes on beside it. Its methods are for the thread that made it.
class AdvancedWorker {
 public:
  /// @p analysis must outlive the worker, and is its own as long as it is
  /// busy.
  explicit AdvancedWorker(WindowAnalysis& analysis);
  /// Waits for the window at work, if any.
  ~AdvancedWorker();

  /// Whether a window is at work, or its result has not been taken yet.
  bool busy() const;
  /// Puts @p window to work. Not while it is busy.
  void start(const AnalysedWindow& window);
  /// The window that is done, once; does not wait.
  std::optional<AnalysedWindow> take();
  /// Waits until no window is at work.
  void wait();

 private:
  enum class Phase { kFree, kAtWork, kDone };

  void run();

  WindowAnalysis& analysis_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Phase phase_ = Phase::kFree;  // with mutex_
  bool ends_ = false;           // with mutex_
  AnalysedWindow window_;       // the thread's own while kAtWork
  std::thread thread_;
};

}  // namespace mood
