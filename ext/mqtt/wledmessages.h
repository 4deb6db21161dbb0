/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mqttmessage.h"
#include "scenecommand.h"

namespace mood {

/// Commands for WLED lamps that listen to the broker, as JSON for their topics
/// `DEVICE/api` (https://kno.wled.ge/interfaces/mqtt/). Over MQTT they cannot
/// be asked for anything: scenes are numbers of presets, palettes and effects
/// stay as they are, and only what was sent before can be shown again after a
/// flash. Knows time only as an argument.
class WledMessages {
 public:
  /// @p topics are the lamps' own, such as `wled/kitchen`.
  explicit WledMessages(const std::vector<std::string>& topics);

  /// What carries out @p command at the lamps it is for: those whose topic, or
  /// its last level, is among the targets. Says in @p reason (if that is empty)
  /// what cannot be carried out.
  MqttMessages carry_out(const SceneCommand& command, uint64_t now_ns,
                         std::string& reason);
  /// Ends the flashes that are over.
  MqttMessages take_due(uint64_t now_ns);
  /// When take_due() is due.
  std::optional<uint64_t> next_due_ns() const;

 private:
  struct Lamp {
    std::string topic;
    std::string name;                      ///< the topic's last level
    EffectAction look;                     ///< what was sent, put together
    std::optional<uint64_t> flash_end_ns;  ///< it flashes until then
  };

  std::optional<std::string> carry_out(Lamp& lamp, const SceneCommand& command,
                                       uint64_t now_ns, std::string& reason);

  std::vector<Lamp> lamps_;
};

}  // namespace mood
