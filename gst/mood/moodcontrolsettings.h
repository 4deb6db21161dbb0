/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sessionsettings.h"

namespace mood {

/// What the element's properties say.
struct MoodControlSettings
{
  SessionSettings session;
  bool post_messages = true;
};

} // namespace mood
