/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sensors.h"

#include <glib.h>

#include <charconv>

namespace mood {
namespace {

bool is_presentable(std::string_view text) {
  return text.size() <= kMaxSensorText &&
         g_utf8_validate(text.data(), static_cast<gssize>(text.size()),
                         nullptr) != FALSE;
}

std::string fixed(double value, int decimals) {
  std::array<char, 64> text;
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value,
                    std::chars_format::fixed, decimals);
  return error == std::errc() ? std::string(text.data(), end) : "0";
}

}  // namespace

void SensorValues::set(SensorId id, std::string_view text) {
  at(id) = std::string(is_presentable(text) ? text : "");
}

void SensorValues::merge(const SensorValues& other) {
  for (size_t i = 0; i < kSensorCount; ++i)
    if (other.values_[i]) values_[i] = other.values_[i];
}

SensorValues sensor_values(const MoodUpdate& mood) {
  SensorValues values;
  values.set(SensorId::kMood, to_string(mood.state));
  values.set(SensorId::kCategory, mood.category);
  values.set(SensorId::kEnergy, mood.metrics.energy);
  values.set(SensorId::kValence, mood.metrics.valence);
  values.set(SensorId::kIntensity, mood.metrics.intensity);
  values.set(SensorId::kTempo, mood.metrics.tempo_bpm);
  return values;
}

std::string sensor_payload(SensorId id, const SensorValues::Value& value) {
  if (const double* number = std::get_if<double>(&value))
    return fixed(*number, sensor(id).decimals);
  const auto& text = std::get<std::string>(value);
  return text.empty() ? sensor(id).none : text;
}

}  // namespace mood
