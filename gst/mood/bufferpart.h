/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/audio/audio.h>
#include <gst/gst.h>

#include "samplelayout.h"

namespace mood {

/// Some consecutive frames of a buffer.
struct BufferPart
{
  guint64 first = 0;
  guint64 frames = 0;
  GstClockTime timestamp = GST_CLOCK_TIME_NONE;
};

/// The frames of a buffer of @p frames that lie in @p segment; all, where that
/// cannot be told.
BufferPart
part_in_segment (GstClockTime timestamp, guint64 frames, guint rate_hz,
                 const GstSegment &segment);

/// How samples lie in buffers of @p info.
SampleLayout
layout_from_info (const GstAudioInfo &info);

} // namespace mood
