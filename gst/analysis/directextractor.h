/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <memory>
#include <optional>

#include "extractor.h"
#include "extractormodulehandle.h"

namespace mood {

/// Analysis in the thread that delivers the audio: the baseline to compare
/// with, and the simplest thing to debug.
class DirectExtractor : public Extractor {
 public:
  /// @p listener must outlive the extractor.
  explicit DirectExtractor(ExtractorListener& listener) : listener_(listener) {}
  ~DirectExtractor() override { stop(); }

  bool start(std::string& error) override;
  void stop() override;
  bool in_process() const override { return true; }
  void assign(Assignment assignment) override;
  void set_settings(const ipc::AnalysisSettings& settings) override;
  void notify(bool urgent) override;
  Wait wait_for(const ProgressTarget& target,
                std::chrono::nanoseconds limit) override;
  void interrupt(bool) override {}

 private:
  static void deliver(void* self, const void* packet, size_t size);
  template <typename Packet>
  void handle(const Packet& packet);
  void fail(const std::string& reason);

  ExtractorListener& listener_;
  std::shared_ptr<ExtractorModuleHandle> module_;
  void* session_ = nullptr;
  std::optional<Assignment> assignment_;
  std::string error_;  ///< what the session said last of its troubles
};

}  // namespace mood
