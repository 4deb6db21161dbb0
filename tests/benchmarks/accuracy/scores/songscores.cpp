/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "songscores.h"

#include <algorithm>
#include <cmath>

namespace mood::accuracy {

std::optional<KeyLabel> key_from(const std::string& key,
                                 const std::string& mode) {
  const auto pitch_class = std::ranges::find(kPitchClassNames, key);
  const auto found = std::ranges::find(kModeNames, mode);
  if (pitch_class == kPitchClassNames.end() || found == kModeNames.end())
    return {};
  return KeyLabel{.pitch_class = static_cast<uint32_t>(
                      pitch_class - kPitchClassNames.begin()),
                  .mode = static_cast<Mode>(found - kModeNames.begin())};
}

double mirex_key_score(const KeyLabel& label,
                       const std::optional<KeyLabel>& estimate) {
  if (!estimate) return 0;
  const uint32_t up = (estimate->pitch_class + 12 - label.pitch_class) % 12;
  if (estimate->mode == label.mode)
    return up == 0 ? 1 : up == 5 || up == 7 ? 0.5 : 0;
  // The relative minor lies three semitones below.
  const uint32_t relative = label.mode == Mode::kMajor ? 9 : 3;
  return up == relative ? 0.3 : up == 0 ? 0.2 : 0;
}

bool is_tempo_right(double label_bpm, double estimate_bpm) {
  return std::abs(estimate_bpm - label_bpm) <= 0.04 * label_bpm;
}

bool is_tempo_right_but_for_octave(double label_bpm, double estimate_bpm) {
  constexpr double kFactors[] = {1, 2, 3, 1 / 2.0, 1 / 3.0};
  return std::ranges::any_of(kFactors, [&](double factor) {
    return is_tempo_right(label_bpm * factor, estimate_bpm);
  });
}

}  // namespace mood::accuracy
