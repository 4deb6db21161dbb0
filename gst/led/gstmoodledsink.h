/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasesink.h>

#include "ledsink.h"

/* The GObject side that LED sinks share. It is no GType of its own, since
 * several plugins link it and a process knows a type name only once. Instead,
 * a sink
 *  - begins its instance structure with GstMoodLedSink and derives from
 *    GST_TYPE_BASE_SINK,
 *  - calls gst_mood_led_sink_class_setup () in class_init, after which it may
 *    set its metadata, install properties with ids from
 *    GST_MOOD_LED_SINK_PROPERTY_END on and override set_property/get_property
 *    (which hand on what they do not know) and finalize (which ends with
 *    gst_mood_led_sink_finalize ()),
 *  - calls gst_mood_led_sink_setup () first in init.
 */
struct GstMoodLedSink
{
  GstBaseSink parent;
  mood::LedSink *led; /* locks itself; lives as long as the element */
};

#define GST_MOOD_LED_SINK_PROPERTY_END 50

/* Properties location, max-rate, timeout, retry-min-interval,
 * retry-max-interval, user, password, tls-verify, release-on-stop, stats; the
 * pad template; start, stop, render, set_property, get_property, finalize. */
void
gst_mood_led_sink_class_setup (GstBaseSinkClass *klass,
                               const mood::LedSinkTraits &traits);
void
gst_mood_led_sink_setup (GstMoodLedSink *self,
                         const mood::LedSinkTraits &traits);
void
gst_mood_led_sink_set_property (GObject *object, guint id, const GValue *value,
                                GParamSpec *pspec) noexcept;
void
gst_mood_led_sink_get_property (GObject *object, guint id, GValue *value,
                                GParamSpec *pspec) noexcept;
void
gst_mood_led_sink_finalize (GObject *object) noexcept;
