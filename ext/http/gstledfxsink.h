/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasesink.h>

G_BEGIN_DECLS

#define GST_TYPE_LEDFX_SINK (gst_ledfx_sink_get_type ())
G_DECLARE_FINAL_TYPE (GstLedFxSink, gst_ledfx_sink, GST, LEDFX_SINK,
                      GstBaseSink)

GST_ELEMENT_REGISTER_DECLARE (ledfxsink)

G_END_DECLS
