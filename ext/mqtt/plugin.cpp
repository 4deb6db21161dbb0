/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include "config.h"
#include "gstledmqttsink.h"

static gboolean
plugin_init (GstPlugin *plugin)
{
  return GST_ELEMENT_REGISTER (ledmqttsink, plugin);
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, moodmqtt,
                   "Publishes moods and light scenes over MQTT", plugin_init,
                   VERSION, GST_LICENSE, GST_PACKAGE_NAME, GST_PACKAGE_ORIGIN)
