/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstbasesink.h>

G_BEGIN_DECLS

#define GST_TYPE_LED_MQTT_SINK (gst_led_mqtt_sink_get_type ())
G_DECLARE_FINAL_TYPE (GstLedMqttSink, gst_led_mqtt_sink, GST, LED_MQTT_SINK,
                      GstBaseSink)

GST_ELEMENT_REGISTER_DECLARE (ledmqttsink)

G_END_DECLS
