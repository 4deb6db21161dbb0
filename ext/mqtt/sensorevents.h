/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <cstdint>
#include <optional>

#include "sensorfeed.h"

namespace mood {

/// What an event of moodanalyzer's says.
struct SensorEvent
{
  SensorFeed::News news;
  GstClockTime running_time; ///< of the audio it is about; may be NONE
};

/// @p structure, of an event `mood`, `mood-section` or `mood-beat`, or nothing
/// for all others. What is missing or makes no sense reads as unknown.
std::optional<SensorEvent>
read_sensor_event (const GstStructure *structure);

} // namespace mood
