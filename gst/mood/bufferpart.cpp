/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bufferpart.h"

#include <algorithm>

#include "positionmap.h"

namespace mood {

BufferPart
part_in_segment (GstClockTime timestamp, guint64 frames, guint rate_hz,
                 const GstSegment &segment)
{
  BufferPart part{ 0, frames, timestamp };
  if (!GST_CLOCK_TIME_IS_VALID (timestamp) || segment.format != GST_FORMAT_TIME)
    return part;
  const bool open_end = !GST_CLOCK_TIME_IS_VALID (segment.stop);
  if (timestamp >= segment.start && open_end)
    return part;
  const GstClockTime end = timestamp + frames_to_ns (frames, rate_hz);
  if (timestamp >= segment.start && end <= segment.stop)
    return part;
  guint64 from, to;
  if (!gst_segment_clip (&segment, GST_FORMAT_TIME, timestamp, end, &from, &to))
    return { 0, 0, timestamp };
  part.first = std::min (frames, ns_to_frames (from - timestamp, rate_hz));
  part.frames
      = std::min (frames - part.first, ns_to_frames (to - from, rate_hz));
  part.timestamp = from;
  return part;
}

SampleLayout
layout_from_info (const GstAudioInfo &info)
{
  SampleLayout layout;
  layout.kind = GST_AUDIO_INFO_IS_FLOAT (&info) ? SampleKind::kFloat
                : GST_AUDIO_FORMAT_INFO_IS_SIGNED (info.finfo)
                    ? SampleKind::kSigned
                    : SampleKind::kUnsigned;
  layout.width_bytes = GST_AUDIO_INFO_WIDTH (&info) / 8;
  layout.depth_bits = GST_AUDIO_INFO_DEPTH (&info);
  layout.big_endian = GST_AUDIO_INFO_IS_BIG_ENDIAN (&info);
  layout.planar
      = GST_AUDIO_INFO_LAYOUT (&info) == GST_AUDIO_LAYOUT_NON_INTERLEAVED;
  layout.channels = GST_AUDIO_INFO_CHANNELS (&info);
  layout.rate_hz = GST_AUDIO_INFO_RATE (&info);
  return layout;
}

} // namespace mood
