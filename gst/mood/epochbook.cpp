/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "epochbook.h"

namespace mood {

void
EpochBook::open (const ipc::ResultOrigin &origin, const GstSegment &segment,
                 const PositionMap &map)
{
  const std::lock_guard lock (mutex_);
  is_open_ = true;
  origin_ = origin;
  segment_ = segment;
  map_ = map;
}

void
EpochBook::update (const PositionMap &map)
{
  const std::lock_guard lock (mutex_);
  map_ = map;
}

void
EpochBook::close ()
{
  const std::lock_guard lock (mutex_);
  is_open_ = false;
}

std::optional<ResultTimes>
EpochBook::times (const ipc::ResultOrigin &origin, uint64_t start,
                  uint64_t end) const
{
  const std::lock_guard lock (mutex_);
  if (!is_open_ || origin.configuration != origin_.configuration
      || origin.epoch != origin_.epoch)
    return std::nullopt;
  ResultTimes times;
  times.timestamp = map_.timestamp_ns (start);
  const uint64_t end_ns = map_.timestamp_ns (end);
  times.duration = end_ns > times.timestamp ? end_ns - times.timestamp : 0;
  times.running_time = gst_segment_to_running_time (&segment_, GST_FORMAT_TIME,
                                                    times.timestamp);
  times.stream_time = gst_segment_to_stream_time (&segment_, GST_FORMAT_TIME,
                                                  times.timestamp);
  return times;
}

} // namespace mood
