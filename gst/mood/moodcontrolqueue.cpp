/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolqueue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mood {

void
MoodControlQueue::push (QueueItem item)
{
  items_.push_back (std::move (item));
}

QueueItem
MoodControlQueue::pop ()
{
  QueueItem item = std::move (items_.front ());
  items_.pop_front ();
  return item;
}

void
MoodControlQueue::clear ()
{
  items_.clear ();
}

/* Gaps that become neighbours become one. */
template <typename Kind>
bool
MoodControlQueue::drop_oldest ()
{
  const auto oldest = std::find_if (
      items_.begin (), items_.end (), [] (const QueueItem &item) {
        return std::holds_alternative<Kind> (item);
      });
  if (oldest == items_.end ())
    return false;
  const auto next = items_.erase (oldest);
  if (next == items_.begin () || next == items_.end ())
    return true;
  auto *before = std::get_if<SceneGap> (&*std::prev (next));
  const auto *after = std::get_if<SceneGap> (&*next);
  if (before != nullptr && after != nullptr) {
    before->end_ns = after->end_ns;
    items_.erase (next);
  }
  return true;
}

bool
MoodControlQueue::push_lossy (QueueItem item)
{
  const auto *gap = std::get_if<SceneGap> (&item);
  auto *last
      = items_.empty () ? nullptr : std::get_if<SceneGap> (&items_.back ());
  if (gap != nullptr && last != nullptr) {
    last->end_ns = gap->end_ns;
    return true;
  }
  const bool is_event = std::holds_alternative<AnalysisEvent> (item);
  bool lost = false;
  if (full () && !drop_oldest<AnalysisEvent> ()) {
    if (is_event)
      return true;
    lost = drop_oldest<SceneCommand> ();
  }
  items_.push_back (std::move (item));
  return !lost;
}

} // namespace mood
