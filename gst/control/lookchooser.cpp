/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lookchooser.h"

namespace mood {

void LookChooser::update(const Metrics& metrics) {
  energetic_.update(metrics.energy);
  moving_.update(metrics.energy);
  bright_.update(metrics.brightness);
  icy_.update(metrics.brightness);
  lit_.update(metrics.brightness);
  warm_.update(metrics.warmth);
  pressing_.update(metrics.intensity);
  brightness_ = metrics.brightness;
}

Look LookChooser::look() const {
  Look look;
  look.gradient = gradient();
  look.speed = energetic_.on() ? 4 : moving_.on() ? 2.5 : 1.5;
  look.blur = pressing_.on() ? 0.5 : 2;
  look.brightness = 0.5 + 0.5 * brightness_;
  return look;
}

std::string_view LookChooser::gradient() const {
  if (energetic_.on()) {
    if (bright_.on()) return "Rainbow";
    return warm_.on() ? "Sunset" : "Plasma";
  }
  if (icy_.on()) return "Frost";
  if (!lit_.on()) return "Rust";
  return warm_.on() ? "Borealis" : "Viridis";
}

}  // namespace mood
