/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "upstreamlatency.h"

namespace mood {

std::optional<UpstreamLatency>
query_upstream_latency (GstPad *sink_pad)
{
  std::optional<UpstreamLatency> answer;
  GstQuery *query = gst_query_new_latency ();
  if (gst_pad_peer_query (sink_pad, query)) {
    gboolean live = FALSE;
    GstClockTime minimum = 0;
    gst_query_parse_latency (query, &live, &minimum, nullptr);
    answer = UpstreamLatency{ live != FALSE, minimum };
  }
  gst_query_unref (query);
  return answer;
}

} // namespace mood
