/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "moodupdate.h"

namespace mood {

/// What is told of the music: a place in kSensors.
enum class SensorId : size_t {
  kMood,
  kCategory,
  kEnergy,
  kValence,
  kIntensity,
  kKey,
  kTempo,
  kSection,
  kGenre,
};
inline constexpr size_t kSensorCount = 9;

/// A sensor as Home Assistant has it. The value has a topic of its own.
struct Sensor {
  const char* topic;  ///< last level; also part of the entity's id
  const char* name;   ///< for people
  const char* icon;   ///< of Material Design Icons
  const char* unit;   ///< null = none
  bool is_number = false;
  double step = 0;        ///< numbers: a smaller change is not told
  int decimals = 0;       ///< numbers
  const char* none = "";  ///< texts: stands for an empty one, which would
                          ///< delete the retained value
};

inline constexpr std::array<Sensor, kSensorCount> kSensors = {{
    {"mood", "Mood", "mdi:music", nullptr, false, 0, 0, "unknown"},
    {"category", "Category", "mdi:tag-outline", nullptr, false, 0, 0,
     "unknown"},
    {"energy", "Energy", "mdi:lightning-bolt", nullptr, true, 0.01, 2},
    {"valence", "Valence", "mdi:emoticon-outline", nullptr, true, 0.01, 2},
    {"intensity", "Intensity", "mdi:fire", nullptr, true, 0.01, 2},
    {"key", "Key", "mdi:music-clef-treble", nullptr, false, 0, 0, "none"},
    {"bpm", "Tempo", "mdi:metronome", "BPM", true, 0.5, 1},
    {"section", "Section", "mdi:playlist-music", nullptr, false, 0, 0,
     "unknown"},
    {"genre", "Genre", "mdi:music-box-outline", nullptr, false, 0, 0,
     "unknown"},
}};

constexpr const Sensor& sensor(SensorId id) {
  return kSensors[static_cast<size_t>(id)];
}

/// The longest text a sensor tells, in bytes: Home Assistant takes 255.
inline constexpr size_t kMaxSensorText = 200;

/// Texts or numbers of some sensors; what is absent stays as it is.
class SensorValues {
 public:
  using Value = std::variant<std::string, double>;

  /// A number, which is finite.
  void set(SensorId id, double value) { at(id) = value; }
  /// A text; one that is no UTF-8, or too long, counts as empty.
  void set(SensorId id, std::string_view text);

  const std::optional<Value>& operator[](SensorId id) const {
    return values_[static_cast<size_t>(id)];
  }
  /// Takes all that @p other has.
  void merge(const SensorValues& other);

 private:
  std::optional<Value>& at(SensorId id) {
    return values_[static_cast<size_t>(id)];
  }

  std::array<std::optional<Value>, kSensorCount> values_;
};

/// What a mood says, without key, section and genre.
SensorValues sensor_values(const MoodUpdate& mood);
/// @p value as it is published; never empty.
std::string sensor_payload(SensorId id, const SensorValues::Value& value);

}  // namespace mood
