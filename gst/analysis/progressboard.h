/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "extractor.h"

namespace mood {

/// Where the supervisor notes how far results are, and a streaming thread
/// that may wait does so. Thread safe.
class ProgressBoard {
 public:
  /// All results up to this progress have been handed to the listener.
  void publish(const ipc::ProgressPacket& progress);
  /// No helper, and none to be expected soon: waiting makes no sense.
  void set_hopeless(bool hopeless);
  void interrupt(bool interrupted);
  /// Nothing has been reached yet, and there is hope. An interruption stays.
  void reset();

  Extractor::Wait wait_for(const ProgressTarget& target,
                           std::chrono::nanoseconds limit);

 private:
  bool reached(const ProgressTarget& target) const;

  std::mutex mutex_;
  std::condition_variable changed_;
  ipc::ProgressPacket progress_;  // with mutex_
  bool hopeless_ = false;         // with mutex_
  bool interrupted_ = false;      // with mutex_
};

}  // namespace mood
