/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "extractor.h"
#include "helper.h"
#include "packetsocket.h"
#include "progressboard.h"
#include "wakeup.h"

namespace mood {

/// Analysis behind a socket: in a helper process or thread, watched over by a
/// supervisor thread that starts it, hands it its assignment, checks and
/// delivers what it says, and replaces it when it crashes, hangs or lies.
class ExtractorClient : public Extractor {
 public:
  using MakeHelper = std::function<std::unique_ptr<Helper>(std::string& error)>;
  struct Parameters {
    std::unique_ptr<Helper> helper;
    bool helper_in_process = false;
    /// Used for good when the helper cannot be started at all; may be empty.
    MakeHelper make_fallback;
    std::chrono::nanoseconds timeout{std::chrono::seconds(5)};
    std::chrono::nanoseconds health_interval{std::chrono::seconds(30)};
  };

  /// @p listener must outlive the client.
  ExtractorClient(Parameters parameters, ExtractorListener& listener);
  ~ExtractorClient() override;

  bool start(std::string& error) override;
  void stop() override;
  bool in_process() const override;
  void assign(Assignment assignment) override;
  void set_settings(const ipc::AnalysisSettings& settings) override;
  void notify(bool urgent) override;
  Wait wait_for(const ProgressTarget& target,
                std::chrono::nanoseconds limit) override {
    return board_.wait_for(target, limit);
  }
  void interrupt(bool interrupted) override { board_.interrupt(interrupted); }

  bool fall_back(const std::string& reason) override;

 private:
  friend class Supervisor;

  /// What other threads ask of the supervisor.
  struct Orders {
    std::optional<Assignment> assignment;
    std::optional<ipc::AnalysisSettings> settings;
    std::optional<std::string> fall_back;  ///< the reason
    bool stop = false;
  };
  Orders take_orders();

  Parameters parameters_;
  ExtractorListener& listener_;
  ProgressBoard board_;
  ipc::Wakeup work_;                     ///< streaming thread -> helper
  std::atomic<bool> helper_idle_{true};  ///< it looks for audio when told to
  ipc::Wakeup control_;                  ///< orders -> supervisor
  std::mutex mutex_;
  Orders orders_;  // with mutex_
  std::thread thread_;
  std::atomic<bool> in_process_;
};

}  // namespace mood
