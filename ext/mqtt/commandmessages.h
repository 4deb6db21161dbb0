/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "moodupdate.h"
#include "mqttmessage.h"
#include "mqtttopics.h"
#include "scenecommand.h"

namespace mood {

/// What is published of @p command, not retained: all of it to `command`, and
/// what automations want, to `scene` (the name), `effect`, `flash` (JSON).
MqttMessages command_messages(const SceneCommand& command,
                              const MqttTopics& topics);
/// A beat, to `beat`, as JSON; not retained.
MqttMessage beat_message(const BeatUpdate& beat, const MqttTopics& topics);

}  // namespace mood
