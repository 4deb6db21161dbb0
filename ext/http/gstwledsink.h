/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasesink.h>

G_BEGIN_DECLS

#define GST_TYPE_WLED_SINK (gst_wled_sink_get_type ())
G_DECLARE_FINAL_TYPE (GstWledSink, gst_wled_sink, GST, WLED_SINK, GstBaseSink)

GST_ELEMENT_REGISTER_DECLARE (wledsink)

G_END_DECLS
