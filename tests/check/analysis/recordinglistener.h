/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "extractor.h"

namespace mood::test {

/// Keeps everything it is told; tests wait for what they expect of it.
class RecordingListener : public ExtractorListener {
 public:
  using Kind = ExtractorStatus::Kind;

  struct Record {
    std::vector<ipc::MoodPacket> moods;
    std::vector<ipc::BeatPacket> beats;
    std::vector<ipc::SectionPacket> sections;
    std::vector<ipc::FeaturesPacket> features;
    std::vector<ipc::ProgressPacket> progress;
    std::vector<ExtractorStatus> statuses;

    size_t count(Kind kind) const {
      return static_cast<size_t>(
          std::count_if(statuses.begin(), statuses.end(),
                        [&](const auto& s) { return s.kind == kind; }));
    }
    size_t warnings() const {
      return static_cast<size_t>(
          std::count_if(statuses.begin(), statuses.end(),
                        [](const auto& s) { return s.warn; }));
    }
    size_t size() const {
      return moods.size() + beats.size() + sections.size() + features.size() + progress.size() +
             statuses.size();
    }
  };

  void on_mood(const ipc::MoodPacket& packet) override {
    note([&] { record_.moods.push_back(packet); });
  }
  void on_beat(const ipc::BeatPacket& packet) override {
    note([&] { record_.beats.push_back(packet); });
  }
  void on_section(const ipc::SectionPacket& packet) override {
    note([&] { record_.sections.push_back(packet); });
  }
  void on_features(const ipc::FeaturesPacket& packet) override {
    note([&] { record_.features.push_back(packet); });
  }
  void on_progress(const ipc::ProgressPacket& packet) override {
    note([&] { record_.progress.push_back(packet); });
  }
  void on_status(const ExtractorStatus& status) override {
    note([&] { record_.statuses.push_back(status); });
  }

  Record record() {
    const std::lock_guard lock(mutex_);
    return record_;
  }
  /// Waits until @p holds(record); false at the deadline.
  template <typename Predicate>
  bool wait_until(Predicate holds,
                  std::chrono::seconds deadline = std::chrono::seconds(20)) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, deadline, [&] { return holds(record_); });
  }
  bool wait_for_status(Kind kind, size_t times = 1) {
    return wait_until([&](auto& r) { return r.count(kind) >= times; });
  }

 private:
  template <typename Change>
  void note(Change change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Record record_;
};

}  // namespace mood::test
