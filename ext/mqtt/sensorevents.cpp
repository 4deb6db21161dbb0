/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sensorevents.h"

#include <string>

#include "moodevents.h"

namespace mood {
namespace {

std::string
text_of (const GstStructure *structure, const char *field)
{
  const char *text = gst_structure_get_string (structure, field);
  return text != nullptr ? text : "";
}

SensorEvent
mood_event (const MoodUpdate &mood, const GstStructure *structure)
{
  SensorValues values = sensor_values (mood);
  const std::string key = text_of (structure, "key");
  const std::string mode = text_of (structure, "mode");
  values.set (SensorId::kKey,
              key.empty () || mode.empty () ? key : key + ' ' + mode);
  values.set (SensorId::kGenre, text_of (structure, "genre"));
  if (gst_structure_has_field (structure, "section"))
    values.set (SensorId::kSection, text_of (structure, "section"));
  return { values, mood.running_time_ns };
}

} // namespace

std::optional<SensorEvent>
read_sensor_event (const GstStructure *structure)
{
  if (const auto mood = parse_mood (structure, GST_CLOCK_TIME_NONE))
    return mood_event (*mood, structure);
  if (const auto section = parse_section (structure, GST_CLOCK_TIME_NONE)) {
    SensorValues values;
    values.set (SensorId::kSection, section->section);
    return SensorEvent{ values, section->running_time_ns };
  }
  if (const auto beat = parse_beat (structure, GST_CLOCK_TIME_NONE))
    return SensorEvent{ *beat, beat->running_time_ns };
  return {};
}

} // namespace mood
