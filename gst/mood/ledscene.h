/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <string>

#include "scenecommand.h"

/* The two forms in which a command leaves moodcontrol. */
namespace mood {

#define MOOD_LED_SCENE_CAPS "application/x-led-scene, format = (string) json"

/// @p line, the command's JSON, as a buffer due at @p running_time_ns.
GstBuffer *
make_scene_buffer (const std::string &line, uint64_t running_time_ns);
/// @p command as element message `led-scene` from @p source.
GstMessage *
make_scene_message (GstObject *source, const SceneCommand &command,
                    const std::string &line);

} // namespace mood
