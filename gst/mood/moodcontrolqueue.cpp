/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodcontrolqueue.h"

#include <algorithm>
#include <utility>

namespace mood {

void
MoodControlQueue::push (QueueItem item)
{
  items_.push_back (std::move (item));
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
  const bool lost = full () && drop_oldest_command ();
  items_.push_back (std::move (item));
  return !lost;
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

bool
MoodControlQueue::drop_oldest_command ()
{
  const auto oldest = std::find_if (
      items_.begin (), items_.end (), [] (const QueueItem &item) {
        return std::holds_alternative<SceneCommand> (item);
      });
  if (oldest == items_.end ())
    return false;
  items_.erase (oldest);
  return true;
}

} // namespace mood
