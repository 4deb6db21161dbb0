/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "vocabulary.h"

#include <algorithm>

namespace mood {

std::string_view to_string(State state) {
  const auto index = static_cast<size_t>(state);
  return index < kStateNames.size() ? kStateNames[index] : kStateNames[0];
}

std::optional<State> state_from_string(std::string_view name) {
  const auto found = std::find(kStateNames.begin(), kStateNames.end(), name);
  if (found == kStateNames.end()) return std::nullopt;
  return static_cast<State>(found - kStateNames.begin());
}

std::string to_string(const Category& category) {
  std::string text(kEnergyBandNames[static_cast<size_t>(category.energy)]);
  text += '_';
  text += kBrightnessBandNames[static_cast<size_t>(category.brightness)];
  const auto intensity =
      kIntensityBandNames[static_cast<size_t>(category.intensity)];
  if (!intensity.empty()) {
    text += '_';
    text += intensity;
  }
  return text;
}

}  // namespace mood
