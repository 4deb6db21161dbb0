/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include "config.h"
#include "gstledfxsink.h"
#include "gstwledsink.h"

static gboolean
plugin_init (GstPlugin *plugin)
{
  gboolean registered = FALSE;

  registered |= GST_ELEMENT_REGISTER (ledfxsink, plugin);
  registered |= GST_ELEMENT_REGISTER (wledsink, plugin);
  return registered;
}

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, moodhttp,
                   "Carries light scenes to lamps that speak HTTP", plugin_init,
                   VERSION, GST_LICENSE, GST_PACKAGE_NAME, GST_PACKAGE_ORIGIN)
