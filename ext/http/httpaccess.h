/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "httpclient.h"
#include "ledsinksettings.h"

namespace mood {

/// Who is behind the addresses in `location`, each with the user and password
/// that it names itself, else those of the properties; or what is wrong with
/// them, for people.
std::variant<std::vector<HttpAccess>, std::string> make_http_access(
    const LedSinkSettings& settings, const char* example);

}  // namespace mood
