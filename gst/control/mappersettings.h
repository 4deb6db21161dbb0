/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "colour.h"
#include "moodrule.h"
#include "palette.h"
#include "silencesettings.h"

namespace mood {

/// In which order the scenes of a pool follow each other.
enum class SceneOrder : uint8_t { kRotation, kShuffle };
/// What becomes of the lamps at the end.
enum class StopAction : uint8_t {
  kRelease,  ///< handed back
  kRestore,  ///< the stop scene, or the mood's own look
  kKeep,     ///< as they are
};

/// What the user wants of the scene mapper. The caller keeps the ranges.
struct MapperSettings {
  double intensity = 0.7;         ///< 0..1: scales speed, blur, brightness
  double change_threshold = 0.2;  ///< 0.05..0.5
  bool adaptive_threshold = true;
  uint64_t min_change_interval_ns = 3'000'000'000;  ///< 0.5..30 s
  uint64_t update_interval_ns = 100'000'000;        ///< 0.1..5 s
  uint64_t dwell_ns = 500'000'000;                  ///< 0..10 s
  bool force_updates = false;
  uint64_t force_interval_ns = 60'000'000'000;  ///< 10..300 s
  bool adjust_colors = true;
  bool adjust_effects = true;
  bool react_to_events = true;
  uint64_t event_cooldown_ns = 2'000'000'000;  ///< 0.5..10 s
  bool beat_flash = false;
  std::string palette;  ///< the only one to use, empty = by mood
  std::optional<Colour> single_colour;
  std::vector<std::string> targets;  ///< empty = all lamps

  bool switch_scenes = false;
  bool preserve_scene = true;
  uint64_t min_scene_interval_ns = 0;            ///< 0..3600 s
  uint64_t event_scene_hold_ns = 8'000'000'000;  ///< 0..300 s, 0 = stays
  double section_confidence = 0.7;               ///< 0..1, 0 = any
  double section_threshold = 0.08;               ///< 0..0.5, 0 = any
  uint32_t scene_after_beats = 0;                ///< 0..4096, 0 = never
  SceneOrder scene_order = SceneOrder::kRotation;
  uint64_t refused_retry_ns = 300'000'000'000;  ///< 10..3600 s
  StopAction stop_action = StopAction::kRelease;
  std::string stop_scene;

  SilenceSettings silence;
  std::vector<MoodRule> mood_scenes;
  std::vector<MoodRule> event_scenes;
  std::vector<MoodRule> section_scenes;
  std::vector<MoodRule> mood_gradients;
  std::vector<Palette> palettes;
  uint32_t config_generation = 0;  ///< another one: the file was read again

  bool operator==(const MapperSettings&) const = default;
};

}  // namespace mood
