/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <variant>

#include "scenecommand.h"

namespace mood {

/// Whether @p command asks for an @p Action, such as ReleaseAction.
template <typename Action>
bool is(const SceneCommand& command) {
  return std::holds_alternative<Action>(command.action);
}

}  // namespace mood
