/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <optional>

#include "httpclient.h"
#include "jsondocument.h"
#include "lampdriver.h"

namespace mood {

/// What a reply means, as far as HTTP goes; for all but a success the reason
/// names what the body says, if that is short text.
LampResult to_result(const HttpReply& reply);
/// The JSON in @p reply. Anything else in a successful one is a failure: it did
/// not come from the lamp, or not all of it.
LampResult read_json(const HttpReply& reply,
                     std::optional<JsonDocument>& document);

}  // namespace mood
