/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodevents.h"

#include <algorithm>
#include <cmath>

namespace mood {
namespace {

constexpr double MAX_TEMPO_BPM = 1000;
/* Times beyond 73 years cannot be meant, and leave room for sums. */
constexpr guint64 MAX_TIME_NS = G_GUINT64_CONSTANT (1) << 61;

double
read_number (const GstStructure *structure, const char *field, double fallback,
             double low, double high)
{
  const GValue *value = gst_structure_get_value (structure, field);
  if (value == nullptr)
    return fallback;
  GValue as_double = G_VALUE_INIT;
  g_value_init (&as_double, G_TYPE_DOUBLE);
  double number = NAN;
  /* A string does not transform to a double, every kind of number does. */
  if (g_value_transform (value, &as_double))
    number = g_value_get_double (&as_double);
  g_value_unset (&as_double);
  return std::isnan (number) ? fallback : std::clamp (number, low, high);
}

double
read_unit (const GstStructure *structure, const char *field, double fallback)
{
  return read_number (structure, field, fallback, 0, 1);
}

std::string
read_text (const GstStructure *structure, const char *field)
{
  const char *text = gst_structure_get_string (structure, field);
  return text != nullptr ? text : "";
}

std::optional<uint64_t>
read_time (const GstStructure *structure, const char *field)
{
  guint64 time_ns = GST_CLOCK_TIME_NONE;
  if (!gst_structure_get_uint64 (structure, field, &time_ns)) {
    gint64 signed_ns = -1;
    if (gst_structure_get_int64 (structure, field, &signed_ns))
      time_ns = static_cast<guint64> (signed_ns);
  }
  if (time_ns > MAX_TIME_NS)
    return std::nullopt;
  return time_ns;
}

Metrics
read_metrics (const GstStructure *structure)
{
  Metrics metrics;
  for (const MetricField &field : kMetricFields) {
    double &metric = metrics.*field.value;
    metric = field.is_share
                 ? read_unit (structure, field.name, metric)
                 : read_number (structure, field.name, 0, 0, MAX_TEMPO_BPM);
  }
  return metrics;
}

} // namespace

std::optional<MoodUpdate>
parse_mood (const GstStructure *structure, uint64_t fallback_ns)
{
  if (structure == nullptr || !gst_structure_has_name (structure, "mood"))
    return std::nullopt;
  MoodUpdate update;
  update.running_time_ns
      = read_time (structure, "running-time").value_or (fallback_ns);
  update.metrics = read_metrics (structure);
  update.state = state_from_string (read_text (structure, "state"))
                     .value_or (State::kUnknown);
  update.category = read_text (structure, "category");
  update.confidence = read_unit (structure, "confidence", 0);
  return update;
}

std::optional<BeatUpdate>
parse_beat (const GstStructure *structure, uint64_t fallback_ns)
{
  if (structure == nullptr || !gst_structure_has_name (structure, "mood-beat"))
    return std::nullopt;
  BeatUpdate update;
  update.running_time_ns
      = read_time (structure, "running-time").value_or (fallback_ns);
  update.next_beat_ns = read_time (structure, "next-beat");
  update.tempo_bpm = read_number (structure, "tempo", 0, 0, MAX_TEMPO_BPM);
  update.confidence = read_unit (structure, "confidence", 0);
  update.bar_position
      = static_cast<uint32_t> (read_number (structure, "beat", 0, 0, 64));
  return update;
}

std::optional<SectionUpdate>
parse_section (const GstStructure *structure, uint64_t fallback_ns)
{
  if (structure == nullptr
      || !gst_structure_has_name (structure, "mood-section"))
    return std::nullopt;
  SectionUpdate update;
  update.running_time_ns
      = read_time (structure, "running-time").value_or (fallback_ns);
  update.found_ns
      = update.running_time_ns + read_time (structure, "duration").value_or (0);
  update.section = read_text (structure, "section");
  update.previous_section = read_text (structure, "previous-section");
  update.event = structure_event_from_string (read_text (structure, "event"))
                     .value_or (StructureEvent::kNone);
  update.confidence = read_unit (structure, "confidence", 1);
  return update;
}

} // namespace mood
