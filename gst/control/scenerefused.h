/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/// Custom upstream event by which a sink says that none of its lamps knows the
/// scene that its field `scene` (string) names; `reason` (string) may say more.
#define MOOD_SCENE_REFUSED "led-scene-refused"
