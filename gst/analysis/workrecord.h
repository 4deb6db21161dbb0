/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "extractor.h"
#include "packetsocket.h"
#include "progressboard.h"
#include "resultgate.h"

namespace mood {

/// What a supervisor's helper is to do and what it has told of it. Outlives
/// helpers. One thread.
class WorkRecord {
 public:
  /// What a packet turned out to be.
  enum class Receipt {
    kNoResult,  ///< not for here
    kStale,     ///< of a configuration that was replaced meanwhile
    kTaken,
    kProgress,  ///< taken, and it shows that the helper gets on
    kHostile,   ///< no correct helper sends this
  };

  /// Results go to @p listener and progress to @p board, which must outlive
  /// it.
  WorkRecord(ExtractorListener& listener, ProgressBoard& board)
      : listener_(listener), board_(board) {}

  void assign(Assignment assignment);
  bool assigned() const { return assignment_.has_value(); }
  void set_settings(const ipc::AnalysisSettings& settings);
  const ipc::AudioRegion& region() const { return *assignment_->region; }
  /// How long nothing may be heard of the helper beyond the timeout.
  std::chrono::nanoseconds allowance() const {
    return longest_analysis(assignment_->configuration.window_ns);
  }

  /// The order as a helper gets it now: another one may have begun.
  ipc::ConfigurePacket make_order();
  /// Checks a result and passes it on.
  Receipt receive(const ipc::PacketBuffer& packet);
  /// Whether at least one quantum of audio waits to be analysed.
  bool has_pending_audio() const;

  /// Whether a helper in this process may still look at memory of an earlier
  /// assignment, which is kept for it.
  bool keeps_memory() const { return !retired_.empty(); }
  /// The helper works on @p configuration, or later ones, only.
  void note_changed_to(uint64_t configuration);
  /// There is no helper any more.
  void note_helper_ended() { retired_.clear(); }

 private:
  template <typename Deliver>
  Receipt pass(ResultGate::Verdict verdict, Deliver deliver);
  Receipt receive_progress(const ipc::ProgressPacket& packet);
  uint64_t committed() const;

  ExtractorListener& listener_;
  ProgressBoard& board_;
  std::optional<Assignment> assignment_;
  std::vector<Assignment> retired_;
  ResultGate gate_;
};

}  // namespace mood
