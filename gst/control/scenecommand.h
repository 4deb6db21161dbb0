/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "colour.h"
#include "moodupdate.h"

namespace mood {

/// Activate a scene that the lamps know by this name.
struct SceneAction {
  std::string scene;

  bool operator==(const SceneAction&) const = default;
};

/// Adjust colours and effect parameters; what is absent stays as it is.
struct EffectAction {
  std::string gradient;         ///< empty = leave the colours alone
  std::vector<Colour> colours;  ///< the gradient's stops
  std::optional<double> speed;
  std::optional<double> blur;
  std::optional<double> brightness;  ///< 0..1
  uint32_t transition_ms = 0;

  bool operator==(const EffectAction&) const = default;
};

/// A short accent over whatever the lamps show.
struct FlashAction {
  Colour colour;
  uint32_t duration_ms = 0;
  double brightness = 0;  ///< 0..1
};

/// Hand the lamps back.
struct ReleaseAction {};

using SceneActionVariant =
    std::variant<SceneAction, EffectAction, FlashAction, ReleaseAction>;

/// One command to the lamps.
struct SceneCommand {
  SceneActionVariant action;
  uint64_t running_time_ns = 0;      ///< when it is due
  std::string cause;                 ///< e.g. `state:peak`
  std::vector<std::string> targets;  ///< lamps, empty = all
  MoodUpdate mood;                   ///< what stood behind it
  bool waits_for_beat = false;       ///< until sent: may be quantised
};

/// The cause of flashes on beats.
inline constexpr std::string_view kBeatCause = "beat";

/// `scene`, `effect`, `flash` or `release`.
std::string_view command_name(const SceneCommand& command);
/// The command as one line of JSON, line break included: version 1 of the
/// `application/x-led-scene` format.
std::string to_json_line(const SceneCommand& command);

}  // namespace mood
