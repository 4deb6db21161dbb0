/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lightwatch.h"

#include <cmath>

namespace mood {
namespace {

// WCAG 2.3.1 speaks of changes by a tenth of the largest luminance.
constexpr double kVisibleStep = 0.1;
constexpr uint32_t kSuddenTransition_ms = 400;

}  // namespace

LightWatch::Verdict LightWatch::judge(SceneCommand& command) {
  const uint64_t due_ns = command.running_time_ns;
  if (std::holds_alternative<FlashAction>(command.action)) {
    const bool passes = unlimited_ || limiter_.admit(due_ns);
    return passes ? Verdict::kPass : Verdict::kRefuse;
  }
  if (std::holds_alternative<SceneAction>(command.action)) {
    if (!unlimited_ && !limiter_.admit_change(due_ns)) {
      command.running_time_ns = limiter_.next_free_ns(due_ns);
      return Verdict::kLater;
    }
    gradient_.clear();
    brightness_.reset();
  } else if (auto* effect = std::get_if<EffectAction>(&command.action)) {
    if (!unlimited_ && is_sudden(*effect) && !limiter_.admit_change(due_ns)) {
      effect->transition_ms = kSoftTransition_ms;
    }
    if (!effect->gradient.empty()) gradient_ = effect->gradient;
    if (effect->brightness) brightness_ = effect->brightness;
  }
  return Verdict::kPass;
}

// What the lamps show before the first command nobody knows: that counts as
// different.
bool LightWatch::is_sudden(const EffectAction& effect) const {
  if (effect.transition_ms >= kSuddenTransition_ms) return false;
  const bool recoloured =
      !effect.gradient.empty() && effect.gradient != gradient_;
  const bool jumps = effect.brightness &&
                     (!brightness_ || std::abs(*effect.brightness -
                                               *brightness_) >= kVisibleStep);
  return recoloured || jumps;
}

}  // namespace mood
