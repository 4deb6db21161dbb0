/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string>
#include <vector>

#include "jsonwriter.h"
#include "scenecommand.h"

namespace mood {

/// Adds to the object that is begun what @p action has to say, with the names
/// of the `application/x-led-scene` format; what is absent is left out.
void write_action(JsonWriter& json, const SceneActionVariant& action);
/// Adds `targets`.
void write_targets(JsonWriter& json, const std::vector<std::string>& targets);

}  // namespace mood
