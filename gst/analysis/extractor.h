/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "audioregion.h"
#include "protocol.h"

namespace mood {

/// What became of the analysis behind an Extractor.
struct ExtractorStatus {
  enum class Kind {
    kStarted,    ///< first helper is up
    kLost,       ///< helper crashed, hung or broke the protocol
    kRestarted,  ///< another helper took over
    kDegraded,   ///< works less well, or not at all, until further notice
  };
  Kind kind = Kind::kStarted;
  std::string backend;    ///< process, thread or none
  int pid = 0;            ///< 0 = no process of its own
  unsigned restarts = 0;  ///< since start()
  std::string reason;     ///< what happened and what to do, "" = nothing bad
  bool warn = false;      ///< first of its incident: worth a warning
};

/// Receives results in order. Called from one thread at a time: the
/// supervisor's, or the streaming thread where the analysis runs in it. All
/// numbers have been range-checked.
class ExtractorListener {
 public:
  virtual ~ExtractorListener() = default;
  virtual void on_mood(const ipc::MoodPacket& packet) = 0;
  virtual void on_beat(const ipc::BeatPacket& packet) = 0;
  virtual void on_section(const ipc::SectionPacket& packet) = 0;
  virtual void on_features(const ipc::FeaturesPacket& packet) = 0;
  virtual void on_progress(const ipc::ProgressPacket& packet) = 0;
  virtual void on_status(const ExtractorStatus& status) = 0;
};

/// What the analysis of a window may take, during which nothing may be heard
/// of a helper: an order of magnitude more than it does take.
constexpr std::chrono::nanoseconds longest_analysis(uint64_t window_ns) {
  return std::chrono::nanoseconds(window_ns / 20);
}

/// A region and how to analyse it. In lockstep every result counts, even
/// late: a helper that takes over tells what the lost one did not.
struct Assignment {
  std::shared_ptr<ipc::AudioRegion> region;
  ipc::ConfigurePacket configuration;
};

/// How far results have to be before a waiting thread goes on.
struct ProgressTarget {
  uint64_t configuration = 0;
  uint64_t epoch = 0;
  uint64_t position = 0;
  bool drained = false;  ///< the epoch's end, rather than position
};

/// Where the analysis runs. Except for interrupt(), all calls come from one
/// thread at a time.
class Extractor {
 public:
  enum class Wait {
    kReached,
    kInterrupted,
    kGivenUp,  ///< deadline passed, or no helper is to be had
  };

  virtual ~Extractor() = default;
  /// @return false with a reason when it cannot work at all.
  virtual bool start(std::string& error) = 0;
  virtual void stop() = 0;
  /// Whether regions can be plain memory of this process.
  virtual bool in_process() const = 0;
  virtual void assign(Assignment assignment) = 0;
  virtual void set_settings(const ipc::AnalysisSettings& settings) = 0;
  /// Changes to a way of working that needs no shared memory, because of
  /// @p reason. @return false when it is not allowed to, or knows none.
  virtual bool fall_back(const std::string& reason) {
    (void)reason;
    return false;
  }
  /// There is more audio in the region. @p urgent: somebody waits for the
  /// results; else they may come some milliseconds later, at no cost to the
  /// caller. Never blocks (unless the analysis runs in the calling thread by
  /// choice).
  virtual void notify(bool urgent) = 0;
  virtual Wait wait_for(const ProgressTarget& target,
                        std::chrono::nanoseconds limit) = 0;
  /// While set, waits return at once. Any thread.
  virtual void interrupt(bool interrupted) = 0;
};

}  // namespace mood
