/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define GST_TYPE_MOOD_CONTROL (gst_mood_control_get_type ())
G_DECLARE_FINAL_TYPE (GstMoodControl, gst_mood_control, GST, MOOD_CONTROL,
                      GstElement)

GST_ELEMENT_REGISTER_DECLARE (moodcontrol)

G_END_DECLS
