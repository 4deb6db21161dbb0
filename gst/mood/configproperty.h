/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "configkeys.h"

/* Keys of the configuration file that are GObject properties too: type, range
 * and default are the key's.  Keys of a type that no property has are ignored:
 * numbers without a unit, texts, single colors. */
namespace mood {

struct PropertyText
{
  const char *name, *nick, *blurb;
};

inline constexpr GParamFlags PROPERTY_FLAGS = static_cast<GParamFlags> (
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | GST_PARAM_MUTABLE_PLAYING);

GParamSpec *
make_property (const PropertyText &text, const ConfigKey &key);
/// Copies @p value into @p settings.
void
read_property (const ConfigKey &key, const GValue *value,
               SessionSettings &settings);
/// Copies what @p settings say into @p value.
void
write_property (const ConfigKey &key, const SessionSettings &settings,
                GValue *value);

} // namespace mood
