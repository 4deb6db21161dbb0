/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <optional>

namespace mood {

struct UpstreamLatency
{
  bool live = false;
  GstClockTime minimum = 0; ///< ns
};

/// What upstream of @p sink_pad says, or nothing if it does not answer.
std::optional<UpstreamLatency>
query_upstream_latency (GstPad *sink_pad);

} // namespace mood
