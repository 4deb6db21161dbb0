/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "moodview.h"
#include "watchpipeline.h"

namespace mood::watch {

/// Runs a pipeline from start to end and shows its messages.
class WatchSession {
 public:
  enum class Outcome {
    kFinished,  ///< the music ended
    kStopped,   ///< Ctrl-C, or the time was up
    kNoSound,   ///< the audio sink failed; without one it could work
    kFailed,
  };

  WatchSession(ElementPtr pipeline, MoodView& view, Terminal& terminal);
  ~WatchSession();
  WatchSession(const WatchSession&) = delete;
  WatchSession& operator=(const WatchSession&) = delete;

  /// @param limit_s  ends after this long; 0 = with the music
  Outcome run(double limit_s);

  /// Of moodanalyzer, as of the end.
  const GstStructure* stats() const { return stats_; }

 private:
  static gboolean on_message(GstBus* bus, GstMessage* message, gpointer self);
  static gboolean on_stop(gpointer self);
  static gboolean on_impatience(gpointer self);

  void handle(GstMessage* message);
  void handle_error(GstMessage* message);
  void handle_warning(GstMessage* message);
  void end(Outcome outcome);
  void finish();
  bool is_sound(GstObject* object) const;

  ElementPtr pipeline_;
  MoodView& view_;
  Terminal& terminal_;
  GMainLoop* loop_;
  GstStructure* stats_ = nullptr;
  Outcome outcome_ = Outcome::kFinished;
  bool stopping_ = false;
};

}  // namespace mood::watch
