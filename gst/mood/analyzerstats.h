/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstdint>
#include <mutex>
#include <string>

#include "extractor.h"

namespace mood {

/// What the `stats` property tells, gathered from results. Thread safe.
class AnalyzerStats {
public:
  /// What counts as an analysis from now on: a window, if it is an
  /// @p advanced one, else a mood.
  void
  note_configuration (bool advanced);
  void
  note_mood (const ipc::MoodPacket &packet);
  void
  note_features (const ipc::FeaturesPacket &packet);
  void
  note_progress (const ipc::ProgressPacket &packet);
  void
  note_status (const ExtractorStatus &status);

  /// A new structure, with what the streaming thread counted itself: frames
  /// that passed, and NaN and infinite samples among them.
  GstStructure *
  structure (uint64_t frames, uint64_t non_finite_samples) const;

private:
  /// Adds up counters that begin again at 0 with each helper and
  /// configuration.
  struct Total
  {
    uint64_t sum = 0;
    uint64_t last = 0;
    void
    update (uint64_t value)
    {
      sum += value >= last ? value - last : value;
      last = value;
    }
  };
  void
  restart_totals ();

  mutable std::mutex mutex_;
  // all with mutex_
  std::string backend_;
  std::string last_error_;
  int helper_pid_ = 0;
  unsigned restarts_ = 0;
  bool advanced_ = false;
  uint64_t moods_ = 0;
  uint64_t skipped_moods_ = 0;
  uint64_t windows_ = 0;
  uint64_t windows_ns_ = 0;
  ipc::MoodPacket last_mood_;
  uint64_t configuration_ = 0;
  Total overruns_;
  Total moods_ns_;
  Total skipped_windows_;
};

} // namespace mood
