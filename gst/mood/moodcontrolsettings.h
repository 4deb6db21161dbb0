/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <bitset>
#include <string>

#include "sessionsettings.h"

namespace mood {

/// What the element is to do: the configuration file's settings, and over them
/// the properties that were set.  A property that was never set has the file's
/// value, or its default.
class MoodControlSettings {
public:
  static constexpr guint PROPERTY_END = 100;

  /// Installs all writable properties but `config`. Their ids are below
  /// PROPERTY_END.
  static void
  install (GObjectClass *klass);
  /// @return false for an id that is none of these.
  bool
  set (guint id, const GValue *value);
  bool
  get (guint id, GValue *value) const;
  /// The file was read, once more perhaps.
  void
  set_file (const SessionSettings &settings);

  const SessionSettings &
  session () const
  {
    return merged_;
  }
  bool
  post_messages () const
  {
    return post_messages_;
  }

private:
  void
  merge ();

  SessionSettings file_;
  SessionSettings own_;      /* by property, where is_own_ says so */
  SessionSettings merged_;   /* of both */
  std::bitset<32> is_own_;   /* by place in the table of properties */
  std::string targets_text_; /* as the user wrote it */
  bool post_messages_ = true;
  uint32_t generation_ = 0; /* how often set_file () was called */
};

} // namespace mood
