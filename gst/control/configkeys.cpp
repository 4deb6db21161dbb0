/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "configkeys.h"

#include <algorithm>
#include <array>

namespace mood {
namespace {

using S = SessionSettings;
template <typename Value>
using F = ConfigField<Value>;

constexpr std::array<std::string_view, 2> kOrders = {"rotation", "shuffle"};
constexpr std::array<std::string_view, 3> kQuantizes = {"off", "beat", "bar"};
constexpr std::array<std::string_view, 3> kStopActions = {"release", "restore",
                                                          "keep"};

constexpr ConfigChoice kOrder = {
    kOrders,
    [](const S& s) { return static_cast<size_t>(s.mapper.scene_order); },
    [](S& s, size_t i) { s.mapper.scene_order = static_cast<SceneOrder>(i); }};
constexpr ConfigChoice kQuantize = {
    kQuantizes, [](const S& s) { return static_cast<size_t>(s.quantize); },
    [](S& s, size_t i) { s.quantize = static_cast<Quantize>(i); }};
constexpr ConfigChoice kStopAction = {
    kStopActions,
    [](const S& s) { return static_cast<size_t>(s.mapper.stop_action); },
    [](S& s, size_t i) { s.mapper.stop_action = static_cast<StopAction>(i); }};

template <typename Value, Value MapperSettings::*kMember>
Value& of_mapper(S& settings) {
  return settings.mapper.*kMember;
}

template <typename Value, Value SilenceSettings::*kMember>
Value& of_silence(S& settings) {
  return settings.mapper.silence.*kMember;
}

template <typename Value, Value SessionSettings::*kMember>
Value& of_session(S& settings) {
  return settings.*kMember;
}

// Names each member once: its type follows.
#define MAPPER(member) \
  F<decltype(M::member)>(of_mapper<decltype(M::member), &M::member>)
#define SILENCE(member) \
  F<decltype(Q::member)>(of_silence<decltype(Q::member), &Q::member>)
#define SESSION(member) \
  F<decltype(S::member)>(of_session<decltype(S::member), &S::member>)

using M = MapperSettings;
using Q = SilenceSettings;

const std::array kKeys = {
    ConfigKey{"control", "intensity", MAPPER(intensity), 0, 1},
    ConfigKey{"control", "change-threshold", MAPPER(change_threshold), .05, .5},
    ConfigKey{"control", "adaptive-threshold", MAPPER(adaptive_threshold)},
    ConfigKey{"control", "min-change-interval", MAPPER(min_change_interval_ns),
              .5, 30},
    ConfigKey{"control", "update-interval", MAPPER(update_interval_ns), .1, 5},
    ConfigKey{"control", "dwell", MAPPER(dwell_ns), 0, 10},
    ConfigKey{"control", "force-updates", MAPPER(force_updates)},
    ConfigKey{"control", "force-interval", MAPPER(force_interval_ns), 10, 300},
    ConfigKey{"control", "adjust-colors", MAPPER(adjust_colors)},
    ConfigKey{"control", "adjust-effects", MAPPER(adjust_effects)},
    ConfigKey{"control", "palette", MAPPER(palette)},
    ConfigKey{"control", "single-color", MAPPER(single_colour)},
    ConfigKey{"control", "react-to-events", MAPPER(react_to_events)},
    ConfigKey{"control", "event-cooldown", MAPPER(event_cooldown_ns), .5, 10},
    ConfigKey{"control", "beat-flash", MAPPER(beat_flash)},
    ConfigKey{"control", "allow-strobe", SESSION(allow_strobe)},
    ConfigKey{"control", "switch-scenes", MAPPER(switch_scenes)},
    ConfigKey{"control", "preserve-scene", MAPPER(preserve_scene)},
    ConfigKey{"control", "min-scene-interval", MAPPER(min_scene_interval_ns), 0,
              3600},
    ConfigKey{"control", "scene-order", kOrder},
    ConfigKey{"control", "section-confidence", MAPPER(section_confidence), 0,
              1},
    ConfigKey{"control", "section-threshold", MAPPER(section_threshold), 0, .5},
    ConfigKey{"control", "scene-after-beats", MAPPER(scene_after_beats), 0,
              4096},
    ConfigKey{"control", "event-scene-hold", MAPPER(event_scene_hold_ns), 0,
              300},
    ConfigKey{"control", "refused-retry", MAPPER(refused_retry_ns), 10, 3600},
    ConfigKey{"control", "quantize", kQuantize},
    ConfigKey{"control", "targets", MAPPER(targets)},
    ConfigKey{"control", "offset", SESSION(offset_ns), -5, 5},
    ConfigKey{"control", "stop-action", kStopAction},
    ConfigKey{"control", "stop-scene", MAPPER(stop_scene)},
    ConfigKey{"silence", "quiet-after", SILENCE(quiet_after_ns), 0, 600},
    ConfigKey{"silence", "release-after", SILENCE(release_after_ns), 0, 3600},
    ConfigKey{"silence", "restore-after", SILENCE(restore_after_ns), 0, 60},
    ConfigKey{"silence", "starved-after", SESSION(starved_after_ns), 1, 60},
    ConfigKey{"silence", "scene", SILENCE(scenes)},
    ConfigKey{"silence", "dim", SILENCE(dim)},
    ConfigKey{"silence", "gradient", SILENCE(gradient)},
    ConfigKey{"silence", "brightness", SILENCE(brightness), 0, 1},
    ConfigKey{"silence", "speed", SILENCE(speed), .1, 10},
};

#undef MAPPER
#undef SILENCE
#undef SESSION

class Copier {
 public:
  Copier(const S& from, S& to) : from_(from), to_(to) {}

  template <typename Value>
  void operator()(Value& (*field)(S&)) {
    field(to_) = field(from_);
  }
  void operator()(const ConfigChoice& choice) {
    choice.set(to_, choice.get(from_));
  }

 private:
  S from_;  // fields give references to what can be written only
  S& to_;
};

}  // namespace

std::span<const ConfigKey> config_keys() { return kKeys; }

const ConfigKey* find_config_key(std::string_view group, std::string_view key) {
  const auto found =
      std::find_if(kKeys.begin(), kKeys.end(), [&](const ConfigKey& one) {
        return one.group == group && one.key == key;
      });
  return found == kKeys.end() ? nullptr : &*found;
}

void copy_setting(const ConfigKey& key, const SessionSettings& from,
                  SessionSettings& to) {
  std::visit(Copier(from, to), key.access);
}

}  // namespace mood
