/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "configfile.h"

namespace mood {

/// The configuration file of moodcontrol: reads it, and reads it again when it
/// changes.  A thread of its own looks at the file four times a second: that
/// needs no main loop, sees files that editors replace, and works on every file
/// system.  A file is read when two looks found it unchanged, lest it be read
/// half written.
///
/// Any thread may call, but stop () not from within a message that was posted
/// here.
class MoodControlConfig {
public:
  /// Called with each file that is good, from any thread, one at a time.
  using Apply = std::function<void (const SessionSettings &)>;

  /// Borrows @p element, which outlives it.
  MoodControlConfig (GstElement *element, Apply apply);
  ~MoodControlConfig ();
  MoodControlConfig (const MoodControlConfig &) = delete;
  MoodControlConfig &
  operator= (const MoodControlConfig &)
      = delete;

  /// Empty = no file, all defaults.  Read at once if it was started: a bad file
  /// then is a warning, and the settings stay.
  void
  set_path (std::string path);
  std::string
  path () const;

  /// Reads the file and begins to look after it.
  /// @return false if it is bad; an error was posted.
  bool
  start ();
  void
  stop ();
  /// Adds `config-loads` and `config-errors` (uint64).
  void
  add_stats (GstStructure *stats) const;

private:
  bool
  load (bool starting);
  void
  watch ();
  void
  warn (const std::string &problem);

  GstElement *const element_;
  const Apply apply_;

  std::mutex
      loading_; /* held while a file is read and applied; before mutex_ */
  mutable std::mutex mutex_;       /* guards everything below */
  std::condition_variable wakeup_; /* started_ or path_ changed */
  std::string path_;
  FileStamp loaded_; /* the version read last, good or bad */
  bool started_ = false;
  guint64 loads_ = 0;
  guint64 errors_ = 0;

  std::thread watcher_; /* of start () and stop () */
};

} // namespace mood
