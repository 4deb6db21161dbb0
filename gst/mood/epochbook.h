/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <mutex>
#include <optional>

#include "positionmap.h"
#include "protocol.h"

namespace mood {

/// When a result's audio was, in every sense GStreamer knows.
struct ResultTimes
{
  GstClockTime timestamp = GST_CLOCK_TIME_NONE;
  GstClockTime stream_time = GST_CLOCK_TIME_NONE;
  GstClockTime running_time = GST_CLOCK_TIME_NONE;
  GstClockTime duration = GST_CLOCK_TIME_NONE;
};

/// What a streaming thread writes down about the current epoch, so that
/// results, which come late and from another thread, can be told their times
/// or be recognised as stale. Thread safe.
class EpochBook {
public:
  void
  open (const ipc::ResultOrigin &origin, const GstSegment &segment,
        const PositionMap &map);
  void
  update (const PositionMap &map);
  /// From now on results of all epochs so far are stale.
  void
  close ();

  /// Times of frames [start, end), or nothing for a stale result.
  std::optional<ResultTimes>
  times (const ipc::ResultOrigin &origin, uint64_t start, uint64_t end) const;

private:
  mutable std::mutex mutex_;
  bool is_open_ = false;     // with mutex_
  ipc::ResultOrigin origin_; // with mutex_
  GstSegment segment_;       // with mutex_
  PositionMap map_;          // with mutex_
};

} // namespace mood
