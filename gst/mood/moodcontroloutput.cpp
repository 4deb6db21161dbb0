/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The output half of MoodControlStream: the source pad, its task, the bus. */
#include "moodcontrolstream.h"

#include <utility>

#include "ledscene.h"
#include "scenerefused.h"

namespace mood {
namespace {

template <class... Fs> struct Overloaded : Fs...
{
  using Fs::operator()...;
};
template <class... Fs> Overloaded (Fs...) -> Overloaded<Fs...>;

/* GObject's C code calls this, so nothing may be thrown out of it. */
void
run_loop (gpointer stream) noexcept
{
  static_cast<MoodControlStream *> (stream)->loop ();
}

} // namespace

gboolean
MoodControlStream::src_event (GstEvent *event)
{
  switch (GST_EVENT_TYPE (event)) {
  case GST_EVENT_RECONFIGURE: {
    Lock lock (mutex_);
    if (flow_ == GST_FLOW_NOT_LINKED)
      flow_ = GST_FLOW_OK;
    wake ();
    break;
  }
  case GST_EVENT_QOS:
    /* A late lamp is no reason for upstream to drop audio. */
    break;
  case GST_EVENT_CUSTOM_UPSTREAM:
    if (handle_refused (gst_event_get_structure (event)))
      break;
    [[fallthrough]];
  default:
    return gst_pad_push_event (sink_, event);
  }
  gst_event_unref (event);
  return TRUE;
}

/* A sink found no lamp that knows a scene. */
bool
MoodControlStream::handle_refused (const GstStructure *structure)
{
  const char *scene
      = structure != nullptr
                && gst_structure_has_name (structure, MOOD_SCENE_REFUSED)
            ? gst_structure_get_string (structure, "scene")
            : nullptr;
  if (scene == nullptr)
    return false;
  Lock lock (mutex_);
  if (flow_ != GST_FLOW_OK || eos_)
    return true;
  Items items;
  session_.scene_refused (scene, items);
  enqueue (items);
  return true;
}

gboolean
MoodControlStream::activate_src (bool active)
{
  if (active) {
    Lock lock (mutex_);
    reset ();
    flow_ = GST_FLOW_OK;
    lock.unlock ();
    return start_task ();
  }
  {
    Lock lock (mutex_);
    flow_ = GST_FLOW_FLUSHING;
    wake ();
  }
  const gboolean stopped = gst_pad_stop_task (src_);
  Lock lock (mutex_);
  queue_.clear ();
  return stopped;
}

gboolean
MoodControlStream::start_task ()
{
  return gst_pad_start_task (src_, run_loop, this, nullptr);
}

void
MoodControlStream::loop ()
{
  Lock lock (mutex_);
  if (flow_ == GST_FLOW_FLUSHING) {
    gst_pad_pause_task (src_);
    return;
  }
  run_clock ();
  if (queue_.empty ()) {
    wait (lock);
    return;
  }
  QueueItem item = queue_.pop ();
  changed_.notify_all ();
  push (lock, std::move (item));
}

void
MoodControlStream::set_playing (bool playing)
{
  Lock lock (mutex_);
  playing_ = playing;
  wake ();
}

void
MoodControlStream::post_stop ()
{
  Items items;
  Lock lock (mutex_);
  session_.finish (session_.now_ns (), items);
  const bool post = settings_.post_messages ();
  lock.unlock ();
  for (const SceneItem &item : items) {
    const auto *command = std::get_if<SceneCommand> (&item);
    if (post && command != nullptr && command->cause == "stop")
      gst_element_post_message (
          element_, make_scene_message (GST_OBJECT (element_), *command,
                                        to_json_line (*command)));
  }
}

GstStructure *
MoodControlStream::stats ()
{
  Lock lock (mutex_);
  const SessionStats &stats = session_.stats ();
  return gst_structure_new (
      "moodcontrol-stats", "commands", G_TYPE_UINT64, guint64 (stats.commands),
      "scenes", G_TYPE_UINT64, guint64 (stats.scenes), "effects", G_TYPE_UINT64,
      guint64 (stats.effects), "flashes", G_TYPE_UINT64,
      guint64 (stats.flashes), "releases", G_TYPE_UINT64,
      guint64 (stats.releases), "refused-scenes", G_TYPE_UINT64,
      guint64 (stats.refused_scenes), "suppressed-flashes", G_TYPE_UINT64,
      guint64 (stats.suppressed_flashes), "dropped", G_TYPE_UINT64,
      guint64 (stats.dropped + dropped_), "queued", G_TYPE_UINT64,
      guint64 (queue_.size ()), "last-cause", G_TYPE_STRING,
      stats.last_cause.c_str (), "last-running-time", G_TYPE_UINT64,
      guint64 (stats.last_running_time_ns), "live", G_TYPE_BOOLEAN, live_,
      nullptr);
}

void
MoodControlStream::wake ()
{
  changed_.notify_all ();
  if (clock_id_ != nullptr)
    gst_clock_id_unschedule (clock_id_);
}

bool
MoodControlStream::follows_clock () const
{
  return live_ && clock_now ();
}

/* What a live source delivers now was captured its latency ago; that is where
 * its stream is, and where time goes on when it falls asleep. */
GstClockTime
MoodControlStream::clock_origin () const
{
  return gst_element_get_base_time (element_) + latency_ns_;
}

std::optional<uint64_t>
MoodControlStream::clock_now () const
{
  GstClock *clock = playing_ ? gst_element_get_clock (element_) : nullptr;
  if (clock == nullptr)
    return std::nullopt;
  const GstClockTime now_ns = gst_clock_get_time (clock);
  const GstClockTime origin_ns = clock_origin ();
  gst_object_unref (clock);
  return now_ns > origin_ns ? now_ns - origin_ns : 0;
}

void
MoodControlStream::run_clock ()
{
  if (!live_ || !opened_ || eos_ || flow_ != GST_FLOW_OK)
    return;
  if (const auto now_ns = clock_now ()) {
    Items items;
    session_.follow_clock (*now_ns, items);
    enqueue (items);
  }
}

/* Until there may be something to do; with a clock, at most until the session
 * has something to say without being asked. */
void
MoodControlStream::wait (Lock &lock)
{
  const bool timed
      = live_ && playing_ && opened_ && !eos_ && flow_ == GST_FLOW_OK;
  GstClock *clock = timed ? gst_element_get_clock (element_) : nullptr;
  if (clock == nullptr) {
    changed_.wait (lock);
    return;
  }
  const GstClockTime origin_ns = clock_origin ();
  GstClockID id = gst_clock_new_single_shot_id (
      clock, origin_ns + session_.next_deadline_ns ());
  clock_id_ = id;
  lock.unlock ();
  gst_clock_id_wait (id, nullptr);
  lock.lock ();
  clock_id_ = nullptr;
  gst_clock_id_unref (id);
  gst_object_unref (clock);
}

/* After an error only events pass: downstream still has to learn of the end. */
void
MoodControlStream::push (Lock &lock, QueueItem item)
{
  const bool good = flow_ == GST_FLOW_OK;
  const bool with_caps = !caps_sent_;
  const bool post_message = settings_.post_messages ();
  GstFlowReturn flow = GST_FLOW_OK;
  lock.unlock ();
  std::visit (
      Overloaded{
          [&] (const SceneCommand &command) {
            if (good)
              flow = push_command (command, post_message);
          },
          [&] (const SceneGap &gap) {
            if (good)
              gst_pad_push_event (
                  src_,
                  gst_event_new_gap (gap.start_ns, gap.end_ns - gap.start_ns));
          },
          [&] (StreamOpening &opening) { push_opening (opening, with_caps); },
          [&] (AnalysisEvent &analysis) {
            if (good)
              gst_pad_push_event (src_, analysis.event.release ());
          },
          [&] (EventPtr &event) {
            gst_pad_push_event (src_, event.release ());
          } },
      item);
  lock.lock ();
  if (std::holds_alternative<StreamOpening> (item))
    caps_sent_ = true;
  if (flow != GST_FLOW_OK && flow_ == GST_FLOW_OK) {
    flow_ = flow;
    flow_reported_ = false;
    changed_.notify_all ();
  }
}

void
MoodControlStream::push_opening (StreamOpening &opening, bool with_caps)
{
  gst_pad_push_event (src_, opening.stream_start.release ());
  if (with_caps) {
    GstCaps *caps = gst_caps_from_string (MOOD_LED_SCENE_CAPS);
    gst_pad_push_event (src_, gst_event_new_caps (caps));
    gst_caps_unref (caps);
  }
  GstSegment segment;
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (src_, gst_event_new_segment (&segment));
  gst_pad_push_event (
      src_, gst_event_new_gap (opening.start_ns, GST_CLOCK_TIME_NONE));
}

GstFlowReturn
MoodControlStream::push_command (const SceneCommand &command, bool post_message)
{
  const std::string line = to_json_line (command);
  if (post_message)
    gst_element_post_message (
        element_, make_scene_message (GST_OBJECT (element_), command, line));
  return gst_pad_push (src_, make_scene_buffer (line, command.running_time_ns));
}

} // namespace mood
