/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scenecommand.h"

namespace mood {

/// The longest line that is a command, in bytes.
inline constexpr size_t kMaxCommandBytes = 65'536;

/// The command that @p line, JSON of the `application/x-led-scene` format,
/// stands for: what to_json_line() wrote. Members that are not known are
/// ignored, and those about the mood are taken as far as they make sense.
/// Nothing if it is none; @p error then says what is wrong. Ranges: brightness
/// 0..1, speed and blur 0..100, transition and duration 0..3,600,000 ms, up to
/// 64 colours and 64 targets, texts up to 256 bytes.
std::optional<SceneCommand> parse_scene_command(std::string_view line,
                                                std::string& error);

}  // namespace mood
