/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

namespace mood {

/// What the properties of ledmqttsink say that other LED sinks do not have,
/// and their GObject side.
struct MqttSettings
{
  std::string topic;     ///< empty = `gst-mood/` and the client's name
  std::string client_id; ///< empty = by the host's name
  std::string ca_file;   ///< empty = the system's certificates
  bool discovery = true;
  std::string discovery_prefix = "homeassistant";
  int qos = 1;
  guint64 keep_alive_ns = 15 * GST_SECOND;
  guint64 sensor_interval_ns = GST_SECOND;
  bool beats = false;
  std::string wled_topic; ///< several by commas; empty = none

  static void
  install (GObjectClass *klass);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  bool
  get (guint id, GValue *value) const;
};

} // namespace mood
