/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "lampsettings.h"

namespace mood {

struct LedSinkTraits;

/// What the common properties of LED sinks say, and their GObject side.
struct LedSinkSettings
{
  std::string location; ///< may hold secrets: see without_secrets()
  std::string user;
  std::string password;
  bool tls_verify = true;
  LampSettings lamp;

  /// Installs all of them; ids are below STATS.
  static void
  install (GObjectClass *klass, const LedSinkTraits &traits);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  /// Secrets are not told.
  bool
  get (guint id, GValue *value) const;

  /// The id of the property `stats`, which is not a setting.
  static constexpr guint STATS = 20;
};

} // namespace mood
