/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "resultposter.h"

#include "moodstructure.h"

namespace mood {

ResultPoster::ResultPoster (GstElement *element, EpochBook &epochs,
                            AnalyzerStats &stats)
    : element_ (element), epochs_ (epochs), stats_ (stats),
      waiting_ (gst_atomic_queue_new (64))
{
}

ResultPoster::~ResultPoster ()
{
  drop_events ();
  gst_atomic_queue_unref (waiting_);
}

void
ResultPoster::on_mood (const ipc::MoodPacket &packet)
{
  stats_.note_mood (packet);
  const auto times = epochs_.times (packet.origin, packet.start_position,
                                    packet.end_position);
  if (!times)
    return;
  const MoodFrame &mood = packet.mood;
  const bool changed = !previous_ || previous_->state != mood.state
                       || !(previous_->category == mood.category);
  previous_ = mood;
  deliver (structure_from_mood (mood, *times, changed, tells_key),
           GST_EVENT_CUSTOM_DOWNSTREAM_STICKY);
}

void
ResultPoster::on_beat (const ipc::BeatPacket &packet)
{
  const auto times
      = epochs_.times (packet.origin, packet.position, packet.position);
  // A beat that was foretold may lie behind the segment: it is not heard.
  if (!times || !GST_CLOCK_TIME_IS_VALID (times->running_time))
    return;
  GstClockTime next_beat = GST_CLOCK_TIME_NONE;
  if (packet.next_position > 0) {
    const auto next = epochs_.times (packet.origin, packet.next_position,
                                     packet.next_position);
    if (next)
      next_beat = next->running_time;
  }
  deliver (structure_from_beat (packet, *times, next_beat),
           GST_EVENT_CUSTOM_DOWNSTREAM);
}

void
ResultPoster::on_section (const ipc::SectionPacket &packet)
{
  const auto times
      = epochs_.times (packet.origin, packet.position, packet.told_position);
  if (times)
    deliver (structure_from_section (packet, *times),
             GST_EVENT_CUSTOM_DOWNSTREAM);
}

void
ResultPoster::on_features (const ipc::FeaturesPacket &packet)
{
  stats_.note_features (packet);
  if (!message_features)
    return;
  const auto times = epochs_.times (packet.origin, packet.start_position,
                                    packet.end_position);
  if (times)
    deliver (structure_from_features (packet, *times),
             GST_EVENT_CUSTOM_DOWNSTREAM);
}

void
ResultPoster::on_progress (const ipc::ProgressPacket &packet)
{
  stats_.note_progress (packet);
}

void
ResultPoster::on_status (const ExtractorStatus &status)
{
  stats_.note_status (status);
  gst_element_post_message (
      element_, gst_message_new_element (GST_OBJECT (element_),
                                         structure_from_status (status)));
  if (status.warn)
    GST_ELEMENT_WARNING (
        element_, RESOURCE, FAILED,
        ("The mood analysis is disturbed: %s.", status.reason.c_str ()),
        ("helper pid %d, restarts %u", status.pid, status.restarts));
}

void
ResultPoster::deliver (GstStructure *structure, GstEventType type)
{
  const bool as_event
      = send_events && gst_atomic_queue_length (waiting_) < kMaximumWaiting;
  if (as_event)
    gst_atomic_queue_push (
        waiting_, gst_event_new_custom (type, gst_structure_copy (structure)));
  if (post_messages)
    gst_element_post_message (
        element_, gst_message_new_element (GST_OBJECT (element_), structure));
  else
    gst_structure_free (structure);
}

void
ResultPoster::push_events (GstPad *pad)
{
  while (gpointer event = gst_atomic_queue_pop (waiting_)) {
    sticky_pushed_
        = sticky_pushed_
          || GST_EVENT_TYPE (event) == GST_EVENT_CUSTOM_DOWNSTREAM_STICKY;
    gst_pad_push_event (pad, GST_EVENT (event));
  }
}

void
ResultPoster::drop_events ()
{
  while (gpointer event = gst_atomic_queue_pop (waiting_))
    gst_event_unref (GST_EVENT (event));
}

void
ResultPoster::reset_sticky (GstPad *pad)
{
  if (!sticky_pushed_)
    return;
  sticky_pushed_ = false;
  gst_pad_push_event (
      pad, gst_event_new_custom (GST_EVENT_CUSTOM_DOWNSTREAM_STICKY,
                                 structure_from_nothing (tells_key)));
}

void
ResultPoster::forget ()
{
  drop_events ();
  previous_.reset ();
  sticky_pushed_ = false;
}

} // namespace mood
