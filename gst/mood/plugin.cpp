/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include "config.h"
#include "gstmoodanalyzer.h"
#include "gstmoodcontrol.h"

static gboolean
plugin_init (GstPlugin *plugin)
{
  gboolean registered = FALSE;

  registered |= GST_ELEMENT_REGISTER (moodanalyzer, plugin);
  registered |= GST_ELEMENT_REGISTER (moodcontrol, plugin);
  return registered;
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, mood,
                   "Hears the mood of music and drives lights by it",
                   plugin_init, VERSION, GST_LICENSE, GST_PACKAGE_NAME,
                   GST_PACKAGE_ORIGIN)
