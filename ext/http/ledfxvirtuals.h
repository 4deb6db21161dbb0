/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "jsondocument.h"
#include "ledfxschema.h"
#include "scenecommand.h"

namespace mood {

/// What a virtual strip of LedFx shows; no type = nothing.
struct LedFxEffect {
  std::string type;
  std::string config;  ///< JSON

  bool operator==(const LedFxEffect&) const = default;
};

/// The virtuals of a server and their effects, by id: `GET /api/virtuals`.
using LedFxVirtuals = std::map<std::string, LedFxEffect>;

/// Nothing if @p answer lists no virtuals.
std::optional<LedFxVirtuals> ledfx_virtuals_from_json(JsonValue answer);
/// Those of @p virtuals that are among @p targets (empty = all) and show
/// something.
std::vector<std::string> lit_virtuals(const LedFxVirtuals& virtuals,
                                      const std::vector<std::string>& targets);

/// The body of `PUT /api/effects` that gives @p virtuals (absent = all) the
/// colours and brightness of @p effect; empty if it has neither.
std::string apply_global_json(const EffectAction& effect,
                              const std::vector<std::string>* virtuals);
/// The body of `PUT /api/virtuals/{id}/effects` with what else of @p effect an
/// effect of @p type knows, inside its ranges; empty if that is nothing.
std::string adjust_json(const EffectAction& effect, const std::string& type,
                        const LedFxSchema& schema);
/// The body of `POST /api/virtuals/{id}/effects` that sets @p effect.
std::string set_effect_json(const LedFxEffect& effect);
/// The body of `POST /api/virtuals_tools` for @p flash: up at once, then
/// fading.
std::string oneshot_json(const FlashAction& flash);

}  // namespace mood
