/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolstream.h"

#include <algorithm>
#include <utility>

#include "upstreamlatency.h"

namespace mood {
namespace {

/* Analysis further ahead of the audio than this is not believed. */
constexpr uint64_t MAX_AHEAD_NS = 10 * GST_SECOND;

} // namespace

MoodControlStream::MoodControlStream (GstElement *element, GstPad *sink,
                                      GstPad *src)
    : element_ (element), sink_ (sink), src_ (src)
{
  reset ();
}

MoodControlStream::~MoodControlStream ()
{
  g_clear_pointer (&last_mood_, gst_structure_free);
}

GstFlowReturn
MoodControlStream::chain (GstBuffer *buffer)
{
  const GstClockTime pts_ns = GST_BUFFER_PTS (buffer);
  const GstClockTime duration_ns = GST_BUFFER_DURATION (buffer);
  gst_buffer_unref (buffer);
  detect_live ();

  Lock lock (mutex_);
  if (wait_for_room (lock)) {
    open ();
    arrived (pts_ns, duration_ns);
  }
  flow_reported_ = true;
  return eos_ && flow_ == GST_FLOW_OK ? GST_FLOW_EOS : flow_;
}

void
MoodControlStream::activate_sink (bool active)
{
  if (active)
    return;
  Lock lock (mutex_);
  flow_ = GST_FLOW_FLUSHING;
  wake ();
}

void
MoodControlStream::set_settings (const MoodControlSettings &settings)
{
  Lock lock (mutex_);
  settings_ = settings;
  session_.set_settings (settings.session ());
}

void
MoodControlStream::detect_live ()
{
  {
    Lock lock (mutex_);
    if (live_known_)
      return;
  }
  const auto latency = query_upstream_latency (sink_);
  Lock lock (mutex_);
  live_known_ = latency.has_value ();
  live_ = latency && latency->live;
  latency_ns_ = latency ? latency->minimum : 0;
}

/* Input reached the end of [start, start + duration) of the segment. */
void
MoodControlStream::arrived (GstClockTime start_ns, GstClockTime duration_ns)
{
  if (live_) {
    if (const auto now_ns = clock_now ())
      session_.note_input (*now_ns);
  }
  if (segment_.format != GST_FORMAT_TIME)
    return;
  if (!GST_CLOCK_TIME_IS_VALID (start_ns))
    start_ns = next_pts_ns_;
  if (!GST_CLOCK_TIME_IS_VALID (start_ns))
    return;
  next_pts_ns_ = start_ns;
  if (GST_CLOCK_TIME_IS_VALID (duration_ns))
    next_pts_ns_ += duration_ns;

  guint64 from_ns = 0, to_ns = 0;
  if (!gst_segment_clip (&segment_, GST_FORMAT_TIME, start_ns, next_pts_ns_,
                         &from_ns, &to_ns))
    return;
  for (const guint64 edge_ns : { from_ns, to_ns }) {
    const guint64 time_ns
        = gst_segment_to_running_time (&segment_, GST_FORMAT_TIME, edge_ns);
    if (GST_CLOCK_TIME_IS_VALID (time_ns))
      position_ns_ = std::max (position_ns_.value_or (0), time_ns);
  }
  if (!follows_clock () && position_ns_) {
    Items items;
    session_.follow_stream (*position_ns_, items);
    enqueue (items);
  }
}

uint64_t
MoodControlStream::plausible (uint64_t running_time_ns) const
{
  if (position_ns_ && running_time_ns > *position_ns_ + MAX_AHEAD_NS)
    return *position_ns_;
  return running_time_ns;
}

void
MoodControlStream::open ()
{
  if (std::exchange (opened_, true))
    return;
  StreamOpening opening;
  opening.stream_start.reset (gst_event_new_stream_start (stream_id_.c_str ()));
  gst_event_set_group_id (opening.stream_start.get (), group_id_);
  opening.start_ns = session_.position_ns ();
  queue_.push (std::move (opening));
  changed_.notify_all ();
}

void
MoodControlStream::enqueue (Items &items)
{
  for (SceneItem &item : items) {
    QueueItem queued = std::visit (
        [] (auto &&value) { return QueueItem (std::move (value)); },
        std::move (item));
    if (!live_)
      queue_.push (std::move (queued));
    else if (!queue_.push_lossy (std::move (queued)))
      ++dropped_;
  }
  if (!items.empty ())
    wake ();
}

/* False if the stream is not to be fed any more. */
bool
MoodControlStream::wait_for_room (Lock &lock)
{
  changed_.wait (lock, [this] {
    return live_ || flow_ != GST_FLOW_OK || !queue_.full ();
  });
  return flow_ == GST_FLOW_OK && !eos_;
}

void
MoodControlStream::reset ()
{
  session_ = SceneSession ();
  session_.set_settings (settings_.session ());
  queue_.clear ();
  g_clear_pointer (&last_mood_, gst_structure_free);
  gst_segment_init (&segment_, GST_FORMAT_UNDEFINED);
  stream_id_ = "moodcontrol/led-scene";
  group_id_ = gst_util_group_id_next ();
  position_ns_.reset ();
  next_pts_ns_ = GST_CLOCK_TIME_NONE;
  live_ = live_known_ = false;
  latency_ns_ = 0;
  opened_ = caps_sent_ = eos_ = flow_reported_ = false;
  dropped_ = 0;
}

} // namespace mood
