/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "httpclient.h"
#include "jsondocument.h"
#include "lampdriver.h"

namespace mood {

/// @p text, or if it is longer than @p max_bytes its beginning: for messages to
/// people. A character of UTF-8 stays whole.
std::string beginning(std::string text, size_t max_bytes = 200);

/// What a reply means, as far as HTTP goes; for all but a success the reason
/// names what the body says, if that is short text.
LampResult to_result(const HttpReply& reply);
/// The JSON in @p reply. Anything else in a successful one is a failure: it did
/// not come from the lamp, or not all of it.
LampResult read_json(const HttpReply& reply,
                     std::optional<JsonDocument>& document);

}  // namespace mood
