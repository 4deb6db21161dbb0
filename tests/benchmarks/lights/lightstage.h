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
  GstClockTime heard_ns;      ///< when the mood or section that it answers
                              ///< left moodanalyzer; 0 = none
};

/// What happened while the tune was played.
struct LightRecord {
  std::vector<SentCommand> commands;
  std::vector<GstClockTime> beats;  ///< told by moodanalyzer, running time
  std::vector<GstClockTime>
      next_beats;  ///< what beats told of those after them
  /// For each command that a synchronised appsink saw: its running time, and
  /// when it was let through, in ns of the monotonic clock.
  struct Shown {
    GstClockTime running_time;
    GstClockTime time_ns;
  };
  std::vector<Shown> shown;
  guint64 coalesced = 0;     ///< by the LED sink: superfluous by a later one
  guint64 dropped = 0;       ///< by the LED sink: flashes that were too late
  GstClockTime base_ns = 0;  ///< running time 0, in ns of the monotonic clock
  GstClockTime latency_ns = 0;  ///< of the pipeline: added to what is due
};

/// `tune ! moodanalyzer ! queue ! moodcontrol CONTROL ! tee ! SINK`, and an
/// appsink that synchronises beside it. Plays in real time.
class LightStage {
 public:
  /// @p sink is an LED sink and its properties.
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

  /// When the newest mood or section of at most @p running_time left
  /// moodanalyzer; 0 = none. With the lock held.
  GstClockTime time_heard(GstClockTime running_time) const;
  void read_stats();

  /// A mood or section: the running time that its commands get, and when it
  /// left moodanalyzer.
  struct Heard {
    GstClockTime running_time;
    GstClockTime time_ns;
  };
  GstElement* pipeline_;
  std::mutex mutex_;
  LightRecord record_;        ///< guarded by mutex_
  std::vector<Heard> heard_;  ///< guarded by mutex_
};

}  // namespace mood::bench
