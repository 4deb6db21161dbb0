/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "scenecommand.h"
#include "scenemapper.h"

namespace mood::test {

inline constexpr uint64_t kMs = 1'000'000;
inline constexpr uint64_t kSecond = 1000 * kMs;

/// A mood of plain groove: Viridis, speed 2.5, blur 2, brightness .75.
inline MoodUpdate groove(uint64_t at_ns) {
  MoodUpdate update;
  update.running_time_ns = at_ns;
  update.state = State::kGroove;
  update.category = "moderate_neutral";
  update.metrics.energy = 0.5;
  update.metrics.brightness = 0.5;
  update.metrics.intensity = 0.4;
  update.metrics.warmth = 0.2;
  return update;
}

inline MoodUpdate in_state(uint64_t at_ns, State state) {
  MoodUpdate update = groove(at_ns);
  update.state = state;
  return update;
}

inline SectionUpdate event(uint64_t at_ns, StructureEvent event) {
  SectionUpdate update;
  update.running_time_ns = at_ns;
  update.event = event;
  return update;
}

inline BeatUpdate beat(uint64_t at_ns) {
  BeatUpdate update;
  update.running_time_ns = at_ns;
  return update;
}

/// A mapper and what the last call let out.
class MapperTest : public ::testing::Test {
 protected:
  // Without dwell, so that each mood counts by itself.
  MapperTest() { use(MapperSettings{.intensity = 1, .dwell_ns = 0}); }

  void use(const MapperSettings& settings) {
    settings_ = settings;
    mapper_.set_settings(settings);
  }
  size_t mood(const MoodUpdate& update) {
    out_.clear();
    mapper_.mood(update, out_);
    return out_.size();
  }
  size_t section(const SectionUpdate& update) {
    out_.clear();
    mapper_.section(update, out_);
    return out_.size();
  }
  size_t beat(uint64_t at_ns) {
    out_.clear();
    mapper_.beat(at_ns, out_);
    return out_.size();
  }
  size_t advance(uint64_t now_ns) {
    out_.clear();
    mapper_.advance(now_ns, out_);
    return out_.size();
  }
  const SceneCommand& command(size_t i = 0) const { return out_.at(i); }
  const EffectAction& effect(size_t i = 0) const {
    return std::get<EffectAction>(out_.at(i).action);
  }
  std::string scene(size_t i = 0) const {
    return std::get<SceneAction>(out_.at(i).action).scene;
  }
  const FlashAction& flash(size_t i = 0) const {
    return std::get<FlashAction>(out_.at(i).action);
  }
  std::string name(size_t i = 0) const {
    return std::string(command_name(out_.at(i)));
  }

  MapperSettings settings_;
  SceneMapper mapper_;
  SceneMapper::Commands out_;
};

}  // namespace mood::test
