/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>

#include "look.h"
#include "mappersettings.h"
#include "scenecommand.h"

namespace mood {

/// @p look as an action, speed, blur and brightness scaled by the intensity
/// (once) and kept inside what lamps accept; never black. Nothing if the
/// settings leave neither colours nor effects to adjust.
std::optional<EffectAction> build_effect(const Look& look,
                                         const MapperSettings& settings,
                                         uint32_t transition_ms);

/// What an accent over @p look is coloured like.
Colour accent_colour(const Look& look, const MapperSettings& settings);

/// @p brightness of an accent under @p settings, 0..1 and never black.
double accent_brightness(double brightness, const MapperSettings& settings);

}  // namespace mood
