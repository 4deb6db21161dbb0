/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The events of MoodControlStream's sink pad. */
#include <optional>
#include <utility>

#include "moodcontrolstream.h"
#include "moodevents.h"

namespace mood {

gboolean
MoodControlStream::sink_event (GstEvent *event)
{
  switch (GST_EVENT_TYPE (event)) {
  case GST_EVENT_FLUSH_START:
    flush_start (event);
    return TRUE;
  case GST_EVENT_FLUSH_STOP:
    flush_stop (event);
    return TRUE;
  case GST_EVENT_EOS:
    return end_stream (event);
  case GST_EVENT_STREAM_START:
    start_stream (event);
    break;
  case GST_EVENT_SEGMENT:
    detect_live ();
    start_segment (event);
    break;
  case GST_EVENT_GAP:
    handle_gap (event);
    break;
  case GST_EVENT_CUSTOM_DOWNSTREAM:
  case GST_EVENT_CUSTOM_DOWNSTREAM_STICKY:
    handle_custom (event);
    break;
  default:
    /* Caps, tags and the like describe the audio, which ends here. */
    break;
  }
  gst_event_unref (event);
  return TRUE;
}

void
MoodControlStream::start_stream (GstEvent *event)
{
  const char *stream_id = nullptr;
  gst_event_parse_stream_start (event, &stream_id);
  guint group_id = 0;
  if (!gst_event_parse_group_id (event, &group_id))
    group_id = gst_util_group_id_next ();

  Lock lock (mutex_);
  stream_id_ = std::string (stream_id) + "/led-scene";
  group_id_ = group_id;
  /* Downstream may take more of a new stream. */
  if (flow_ == GST_FLOW_EOS || flow_ == GST_FLOW_NOT_LINKED)
    flow_ = GST_FLOW_OK;
  eos_ = false;
  if (std::exchange (opened_, false))
    open ();
  wake ();
}

void
MoodControlStream::start_segment (GstEvent *event)
{
  Lock lock (mutex_);
  gst_event_copy_segment (event, &segment_);
  next_pts_ns_ = GST_CLOCK_TIME_NONE;
  open ();
  wake ();
}

void
MoodControlStream::handle_gap (GstEvent *event)
{
  GstClockTime start_ns, duration_ns;
  gst_event_parse_gap (event, &start_ns, &duration_ns);
  Lock lock (mutex_);
  if (wait_for_room (lock)) {
    open ();
    arrived (start_ns, duration_ns);
  }
}

/* What the analysis says goes on to sinks as well, before what it leads to. */
void
MoodControlStream::handle_custom (GstEvent *event)
{
  const GstStructure *structure = gst_event_get_structure (event);
  Lock lock (mutex_);
  if (structure == nullptr || !wait_for_room (lock))
    return;
  Items items;
  if (!handle_analysis (structure, items))
    return;
  open ();
  forward (event);
  enqueue (items);
  wake ();
}

/* False for what is no news of the analysis. */
bool
MoodControlStream::handle_analysis (const GstStructure *structure, Items &items)
{
  const uint64_t fallback_ns = position_ns_.value_or (0);
  if (const auto now_ns = live_ ? clock_now () : std::nullopt)
    session_.note_time (*now_ns);
  if (gst_structure_has_name (structure, "mood"))
    return handle_mood (structure, items);
  if (auto beat = parse_beat (structure, fallback_ns)) {
    beat->running_time_ns = plausible (beat->running_time_ns);
    session_.beat (*beat, items);
    return true;
  }
  if (auto section = parse_section (structure, fallback_ns)) {
    section->running_time_ns = plausible (section->running_time_ns);
    section->found_ns = plausible (section->found_ns);
    session_.section (*section, items);
    return true;
  }
  return false;
}

/* The mood is a sticky event: a pad sends it again when a link changes. */
bool
MoodControlStream::handle_mood (const GstStructure *structure, Items &items)
{
  if (last_mood_ != nullptr && gst_structure_is_equal (structure, last_mood_))
    return false;
  g_clear_pointer (&last_mood_, gst_structure_free);
  last_mood_ = gst_structure_copy (structure);
  if (auto update = parse_mood (structure, position_ns_.value_or (0))) {
    update->running_time_ns = plausible (update->running_time_ns);
    session_.mood (*update, items);
  }
  return true;
}

void
MoodControlStream::forward (GstEvent *event)
{
  AnalysisEvent item{ EventPtr (gst_event_ref (event)) };
  if (live_)
    queue_.push_lossy (std::move (item));
  else
    queue_.push (std::move (item));
}

gboolean
MoodControlStream::end_stream (GstEvent *event)
{
  Lock lock (mutex_);
  if (flow_ == GST_FLOW_FLUSHING) {
    gst_event_unref (event);
    return FALSE;
  }
  open ();
  Items items;
  session_.finish (position_ns_.value_or (0), items);
  enqueue (items);
  queue_.push (EventPtr (event));
  eos_ = true;
  wake ();
  /* Upstream may end without another buffer that would tell it. */
  const GstFlowReturn flow = flow_;
  const bool unreported = !std::exchange (flow_reported_, true);
  lock.unlock ();
  if (unreported
      && (flow == GST_FLOW_NOT_LINKED || flow <= GST_FLOW_NOT_NEGOTIATED))
    GST_ELEMENT_FLOW_ERROR (element_, flow);
  return TRUE;
}

void
MoodControlStream::flush_start (GstEvent *event)
{
  /* Downstream first: it is what the task may be blocked in. */
  gst_pad_push_event (src_, event);
  Lock lock (mutex_);
  flow_ = GST_FLOW_FLUSHING;
  wake ();
  lock.unlock ();
  gst_pad_pause_task (src_);
}

void
MoodControlStream::flush_stop (GstEvent *event)
{
  gst_pad_push_event (src_, event);
  Lock lock (mutex_);
  queue_.clear ();
  session_.start_timeline ();
  gst_segment_init (&segment_, GST_FORMAT_UNDEFINED);
  position_ns_.reset ();
  next_pts_ns_ = GST_CLOCK_TIME_NONE;
  opened_ = eos_ = false;
  /* Deactivation may have come in between; then nobody wants a task. */
  const bool active = gst_pad_is_active (src_);
  flow_ = active ? GST_FLOW_OK : GST_FLOW_FLUSHING;
  flow_reported_ = false;
  lock.unlock ();
  if (active)
    start_task ();
}

} // namespace mood
