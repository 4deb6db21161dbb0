/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasetransform.h>
#include <gst/gst.h>

G_BEGIN_DECLS

#define GST_TYPE_MOOD_ANALYZER (gst_mood_analyzer_get_type ())
G_DECLARE_FINAL_TYPE (GstMoodAnalyzer, gst_mood_analyzer, GST, MOOD_ANALYZER,
                      GstBaseTransform)

GST_ELEMENT_REGISTER_DECLARE (moodanalyzer);

G_END_DECLS
