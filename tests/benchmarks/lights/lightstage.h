/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <mutex>
#include <string>
#include <vector>

namespace mood::bench {

/// A command and the times around it, in ns of the monotonic clock.
struct SentCommand {
  std::string kind;           ///< `effect`, `flash`, ...
  std::string cause;          ///< `state:peak`, `beat`, ...
  GstClockTime running_time;  ///< when it is due, running time
  GstClockTime left_ns;       ///< when it left moodcontrol
  GstClockTime heard_ns;      ///< when the last mood or section before it
                              ///< left moodanalyzer; 0 = none
};

/// What happened while the tune was played.
struct LightRecord {
  std::vector<SentCommand> commands;
  std::vector<GstClockTime> beats;  ///< told by moodanalyzer, running time
  /// For each command that a synchronised appsink saw: its running time, and
  /// when it was let through, in ns of the monotonic clock.
  struct Shown {
    GstClockTime running_time;
    GstClockTime time_ns;
  };
  std::vector<Shown> shown;
  GstClockTime base_ns = 0;  ///< running time 0, in ns of the monotonic clock
  GstClockTime latency_ns = 0;  ///< of the pipeline: added to what is due
};

/// `tune ! moodanalyzer ! moodcontrol CONTROL ! tee ! SINK`, and an appsink
/// that synchronises beside it. Plays in real time.
class LightStage {
 public:
  LightStage(const std::string& control, const std::string& sink);
  ~LightStage();
  LightStage(const LightStage&) = delete;
  LightStage& operator=(const LightStage&) = delete;

  /// @throws std::runtime_error if the pipeline does not play.
  LightRecord play(double from_s, double seconds);

 private:
  static GstPadProbeReturn note_event(GstPad* pad, GstPadProbeInfo* info,
                                      gpointer self);
  static GstPadProbeReturn note_command(GstPad* pad, GstPadProbeInfo* info,
                                        gpointer self);
  static GstFlowReturn note_shown(GstElement* appsink, gpointer self);

  GstElement* pipeline_;
  std::mutex mutex_;
  LightRecord record_;         ///< guarded by mutex_
  GstClockTime heard_ns_ = 0;  ///< guarded by mutex_
};

}  // namespace mood::bench
