/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string_view>
#include <variant>

#include "keyfile.h"
#include "sessionsettings.h"

namespace mood {

/// The largest configuration file that is read.
inline constexpr size_t kMaxConfigBytes = 1 << 20;

/// Settings of a configuration file's @p text; what it leaves out has its
/// default. Every key and value is checked: the first fault is returned.
///
/// Groups: `control` and `silence` (config_keys()), `mood-scenes`,
/// `event-scenes`, `section-scenes` (name=scene;scene...), and `colors`:
/// name=#rrggbb;#rrggbb... makes a palette, mood=palette uses one.
std::variant<SessionSettings, ConfigError> parse_control_config(
    std::string_view text);

}  // namespace mood
