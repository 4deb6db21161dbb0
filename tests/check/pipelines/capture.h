/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mood::test {

/// A mood message and how far the audio had come when it was posted.
struct HeardMood {
  std::string state;
  uint64_t timestamp_ns, duration_ns, running_time_ns;
  uint64_t audio_end_ns;  ///< of the newest buffer
};

/// Captures from a source through moodanalyzer and moodcontrol and keeps what
/// they say.
class Capture {
 public:
  explicit Capture(const std::string& source);
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  /// @return false if the pipeline does not even start.
  bool start();
  /// Handles messages until @p done, an error or the deadline.
  bool wait(const std::function<bool()>& done,
            std::chrono::seconds limit = std::chrono::seconds(30));
  /// Waits for a state other than the @p excluded ones.
  bool wait_for_state_outside(const std::vector<std::string>& excluded);
  bool wait_for_state(const std::string& state);
  void stop();

  bool is_live() const { return live_; }
  /// Posted by the analyzer; complete once stopped.
  const std::vector<HeardMood>& moods() const { return moods_; }
  /// Causes of the commands.
  const std::vector<std::string>& causes() const { return causes_; }
  const std::string& error() const { return error_; }
  uint64_t first_pts_ns() const { return in_->first_pts_ns; }
  uint64_t buffers_in() const { return in_->buffers; }
  uint64_t buffers_out() const { return out_->buffers; }
  uint64_t bytes_in() const { return in_->bytes; }
  uint64_t bytes_out() const { return out_->bytes; }
  /// Running time when it was stopped.
  uint64_t end_ns() const { return end_ns_; }
  std::string helper_backend() const { return backend_; }

 private:
  /// What passed a pad.
  struct Counter {
    std::atomic<uint64_t> buffers{0}, bytes{0}, end_ns{0};
    std::atomic<uint64_t> first_pts_ns{GST_CLOCK_TIME_NONE};
  };
  static GstPadProbeReturn count(GstPad* pad, GstPadProbeInfo* info,
                                 gpointer counter);
  static GstBusSyncReply stamp(GstBus* bus, GstMessage* message, gpointer self);
  std::unique_ptr<Counter> attach(const char* pad);
  void handle(GstMessage* message);

  GstElement* pipeline_;
  GstElement* analyzer_;
  GstBus* bus_;
  std::unique_ptr<Counter> in_, out_;
  std::vector<HeardMood> moods_;
  std::vector<std::string> causes_;
  std::string error_, backend_;
  uint64_t end_ns_ = 0;
  bool live_ = false;
};

}  // namespace mood::test
