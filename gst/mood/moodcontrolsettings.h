/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "sessionsettings.h"

namespace mood {

/// What the element's properties say, and their GObject side.
struct MoodControlSettings
{
  SessionSettings session;
  bool post_messages = true;
  std::string targets; ///< as the user wrote it

  /// Installs all writable properties. Their ids are below PROPERTY_END.
  static void
  install (GObjectClass *klass);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  bool
  get (guint id, GValue *value) const;

  static constexpr guint PROPERTY_END = 100;
};

} // namespace mood
