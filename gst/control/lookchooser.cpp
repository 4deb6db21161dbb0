/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lookchooser.h"

namespace mood {

void LookChooser::update(const MoodUpdate& mood) {
  const Metrics& metrics = mood.metrics;
  energetic_.update(metrics.energy);
  moving_.update(metrics.energy);
  bright_.update(metrics.brightness);
  icy_.update(metrics.brightness);
  lit_.update(metrics.brightness);
  warm_.update(metrics.warmth);
  pressing_.update(metrics.intensity);
  brightness_ = metrics.brightness;
  state_ = mood.state;
  category_ = mood.category;
}

Look LookChooser::look() const {
  Look look;
  look.gradient = gradient();
  look.speed = energetic_.on() ? 4 : moving_.on() ? 2.5 : 1.5;
  look.blur = pressing_.on() ? 0.5 : 2;
  look.brightness = 0.5 + 0.5 * brightness_;
  return look;
}

std::optional<std::string> LookChooser::gradient_for(State state) const {
  const MoodRule* const rule = find_rule(rules_, to_string(state));
  return rule != nullptr ? std::optional(rule->values.front()) : std::nullopt;
}

std::string LookChooser::gradient() const {
  const MoodRule* const own =
      find_mood_rule(rules_, category_, to_string(state_));
  if (own != nullptr) return own->values.front();
  if (energetic_.on()) {
    if (bright_.on()) return "Rainbow";
    return warm_.on() ? "Sunset" : "Plasma";
  }
  if (icy_.on()) return "Frost";
  if (!lit_.on()) return "Rust";
  return warm_.on() ? "Borealis" : "Viridis";
}

}  // namespace mood
