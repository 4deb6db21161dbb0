/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <variant>

#include "sceneschedule.h"

namespace mood {

struct EventDeleter
{
  void
  operator() (GstEvent *event) const
  {
    gst_event_unref (event);
  }
};
using EventPtr = std::unique_ptr<GstEvent, EventDeleter>;

/// The stream begins: caps, segment and a gap at start_ns follow the event.
struct StreamOpening
{
  EventPtr stream_start;
  uint64_t start_ns = 0;
};

/// An event of the analysis on its way to sinks: the newest ones count.
struct AnalysisEvent
{
  EventPtr event;
};

/// What the source pad's task pushes.
using QueueItem = std::variant<SceneCommand, SceneGap, StreamOpening, EventPtr,
                               AnalysisEvent>;

/// Items on their way from the sink pad's thread to the source pad's.
/// The lock is the caller's.
class MoodControlQueue {
public:
  /// A producer that can wait does so at this size.
  static constexpr size_t CAPACITY = 64;

  /// For producers that wait: everything is kept.
  void
  push (QueueItem item);
  /// For producers that cannot wait (live sources): successive gaps become
  /// one, and at CAPACITY the oldest analysis event is lost, or else the oldest
  /// command, but no command for an event.  Returns false if a command was.
  bool
  push_lossy (QueueItem item);
  /// The oldest item; the queue must not be empty.
  QueueItem
  pop ();
  void
  clear ();

  bool
  empty () const
  {
    return items_.empty ();
  }
  bool
  full () const
  {
    return items_.size () >= CAPACITY;
  }
  size_t
  size () const
  {
    return items_.size ();
  }

private:
  template <typename Kind>
  bool
  drop_oldest ();

  std::deque<QueueItem> items_;
};

} // namespace mood
