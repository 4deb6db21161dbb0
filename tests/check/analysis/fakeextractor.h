/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "extractor.h"
#include "ringreader.h"

namespace mood::test {

/// Notes what a Feeder asks of it.
class FakeExtractor : public Extractor {
 public:
  bool start(std::string&) override { return true; }
  void stop() override {}
  bool in_process() const override { return in_process_; }
  void assign(Assignment assignment) override {
    assignments.push_back(std::move(assignment));
  }
  void set_settings(const ipc::AnalysisSettings&) override {}
  void notify(bool urgent) override {
    ++notifications;
    urgent_notifications += urgent;
    if (on_notify) on_notify();
  }
  Wait wait_for(const ProgressTarget& target,
                std::chrono::nanoseconds limit) override {
    targets.push_back(target);
    limits.push_back(limit);
    return Wait::kReached;
  }
  void interrupt(bool) override {}

  ipc::RingReader reader() const {
    return ipc::RingReader(*assignments.back().region);
  }

  bool in_process_ = true;
  std::vector<Assignment> assignments;
  std::vector<ProgressTarget> targets;
  std::vector<std::chrono::nanoseconds> limits;
  unsigned notifications = 0;
  unsigned urgent_notifications = 0;
  std::function<void()> on_notify;
};

}  // namespace mood::test
