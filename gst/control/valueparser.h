/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <string_view>

#include "configkeys.h"

namespace mood {

/// Sets @p key in @p settings to what @p text says. Returns what is wrong with
/// the text, with the values that are allowed, or "" if nothing is.
std::string parse_value(const ConfigKey& key, std::string_view text,
                        SessionSettings& settings);

}  // namespace mood
