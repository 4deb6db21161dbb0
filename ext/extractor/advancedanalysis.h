/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cstdint>
#include <memory>

#include "advancedworker.h"
#include "packetsink.h"
#include "windowanalysis.h"
#include "windowclock.h"
#include "windowmemory.h"

namespace mood {

/// Has the windows of a stream analysed when they are due and sends their
/// features. In lockstep that is done in turn, so that features come before
/// what lies after them; else by a worker beside, so that moods and beats need
/// not wait, and a window that is due while it is busy is skipped. One thread;
/// a failed send makes a method return false.
class AdvancedAnalysis {
 public:
  struct Parameters {
    WindowClock::Parameters clock;
    bool lockstep = true;
    /// Features of windows that end by here were delivered: by the helper
    /// whose place this one takes.
    uint64_t features_position = 0;
  };

  /// @p sink must outlive it.
  AdvancedAnalysis(PacketSink& sink, std::unique_ptr<WindowAnalysis> analysis,
                   const Parameters& parameters);

  /// A new epoch; what the worker still does for an old one is dropped.
  void begin(const ipc::ResultOrigin& origin, uint64_t epoch_start);
  /// All audio before @p position is there: windows that end by it are due.
  bool advance(uint64_t position);
  /// The epoch ends at @p position: what remains since the last window that
  /// was analysed. Waits for the worker.
  bool finish(uint64_t position);
  /// Sends what the worker has done.
  bool collect();

  /// Whether the worker has something to do, or to be collected.
  bool busy() const { return worker_ && worker_->busy(); }
  /// Windows that were due and were not analysed. The latest counts when the
  /// next is due: it may be the last one, which gets another chance.
  uint64_t skipped() const { return skipped_; }
  /// How much stands behind what is told of frames that end at @p position.
  AnalysisDepth depth_at(uint64_t position) const;

 private:
  bool take(const WindowSpan& span);
  bool tell(const AnalysedWindow& window);
  void count_skipped();
  bool was_told(uint64_t end) const {
    return end <= parameters_.features_position;
  }

  PacketSink& sink_;
  Parameters parameters_;
  std::unique_ptr<WindowAnalysis> analysis_;
  std::unique_ptr<AdvancedWorker> worker_;  ///< nullptr in lockstep
  WindowClock clock_;
  WindowMemory windows_;
  ipc::ResultOrigin origin_;
  uint64_t epoch_start_ = 0;
  uint64_t begun_end_ = 0;  ///< of the last window analysed, in the epoch
  uint64_t skipped_ = 0;
  uint64_t skipped_end_ = 0;  ///< of the latest window, if it was skipped
};

}  // namespace mood
