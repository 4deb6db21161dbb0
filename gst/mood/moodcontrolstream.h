/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

#include "moodcontrolqueue.h"
#include "moodcontrolsettings.h"
#include "scenesession.h"

namespace mood {

/// The streaming side of moodcontrol: what its two pads do.
///
/// The upstream thread runs the mapper and queues; the source pad's task
/// pushes, so that a sink that waits for the clock never holds up the audio.
/// A live source is never made to wait, and the task keeps time by the clock;
/// otherwise the stream's own time is the only one, and upstream waits while
/// the queue is full.
///
/// Any thread may call; nothing is pushed, posted or queried under the lock.
class MoodControlStream {
public:
  /// Borrows all three; they outlive the stream.
  MoodControlStream (GstElement *element, GstPad *sink, GstPad *src);

  /* The sink pad. Both take the reference. */
  GstFlowReturn
  chain (GstBuffer *buffer);
  gboolean
  sink_event (GstEvent *event);
  void
  activate_sink (bool active);

  /* The source pad. */
  gboolean
  src_event (GstEvent *event);
  gboolean
  activate_src (bool active);
  void
  loop ();

  /* The element. */
  void
  set_settings (const MoodControlSettings &settings);
  void
  set_playing (bool playing);
  /// After both pads are down: says on the bus that the lamps are free.
  void
  post_stop ();
  GstStructure *
  stats ();

private:
  using Lock = std::unique_lock<std::mutex>;
  using Items = SceneSession::Items;

  /* moodcontrolevents.cpp: what comes in beside audio */
  void
  start_stream (GstEvent *event);
  void
  start_segment (GstEvent *event);
  void
  handle_gap (GstEvent *event);
  void
  handle_custom (GstEvent *event);
  bool
  handle_analysis (const GstStructure *structure, Items &items);
  bool
  handle_mood (const GstStructure *structure, Items &items);
  void
  forward (GstEvent *event);
  gboolean
  end_stream (GstEvent *event);
  void
  flush_start (GstEvent *event);
  void
  flush_stop (GstEvent *event);

  /* moodcontrolstream.cpp: audio and the state */
  void
  detect_live ();
  void
  arrived (GstClockTime start_ns, GstClockTime duration_ns);
  uint64_t
  plausible (uint64_t running_time_ns) const;
  void
  open ();
  void
  enqueue (Items &items);
  bool
  wait_for_room (Lock &lock);
  void
  reset ();

  /* moodcontroloutput.cpp: output */
  bool
  handle_refused (const GstStructure *structure);
  void
  wake ();
  bool
  follows_clock () const;
  GstClockTime
  clock_origin () const;
  std::optional<uint64_t>
  clock_now () const;
  void
  run_clock ();
  void
  wait (Lock &lock);
  void
  push (Lock &lock, QueueItem item);
  gboolean
  start_task ();
  void
  push_opening (StreamOpening &opening, bool with_caps);
  GstFlowReturn
  push_command (const SceneCommand &command, bool post_message);

  GstElement *const element_;
  GstPad *const sink_;
  GstPad *const src_;

  std::mutex mutex_;                /* guards everything below */
  std::condition_variable changed_; /* an item, room, or another flow_ */
  MoodControlSettings settings_;
  SceneSession session_;
  MoodControlQueue queue_;
  GstFlowReturn flow_ = GST_FLOW_FLUSHING;
  GstClockID clock_id_ = nullptr; /* what the task waits for, owned by it */
  bool playing_ = false;
  bool live_ = false;
  bool live_known_ = false;
  GstClockTime latency_ns_ = 0; /* of a live source */
  bool opened_ = false;         /* the opening is queued */
  bool caps_sent_ = false;
  bool eos_ = false;
  bool flow_reported_ = false; /* upstream has seen flow_ */
  GstSegment segment_;
  std::string stream_id_;
  guint group_id_ = 0;
  std::optional<uint64_t> position_ns_; /* running time of the input */
  GstClockTime next_pts_ns_ = GST_CLOCK_TIME_NONE; /* of an undated buffer */
  GstStructure *last_mood_ = nullptr;
  uint64_t dropped_ = 0;

public:
  ~MoodControlStream ();
  MoodControlStream (const MoodControlStream &) = delete;
  MoodControlStream &
  operator= (const MoodControlStream &)
      = delete;
};

} // namespace mood
