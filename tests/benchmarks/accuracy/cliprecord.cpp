/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cliprecord.h"

#include <stdexcept>

namespace mood::accuracy {
namespace {

[[noreturn]] void missing(const GstStructure& message, const char* field) {
  throw std::runtime_error(std::string("a message \"") +
                           gst_structure_get_name(&message) +
                           "\" without a valid field \"" + field + "\"");
}

double number(const GstStructure& message, const char* field) {
  double value = 0;
  if (!gst_structure_get_double(&message, field, &value))
    missing(message, field);
  return value;
}

std::string text(const GstStructure& message, const char* field) {
  const char* value = gst_structure_get_string(&message, field);
  if (!value) missing(message, field);
  return value;
}

std::string optional_text(const GstStructure& message, const char* field) {
  const char* value = gst_structure_get_string(&message, field);
  return value ? value : "";
}

double time_s(const GstStructure& message, const char* field) {
  guint64 time_ns = 0;
  if (!gst_structure_get_uint64(&message, field, &time_ns) ||
      !GST_CLOCK_TIME_IS_VALID(time_ns))
    missing(message, field);
  return double(time_ns) / GST_SECOND;
}

Span span(const GstStructure& message) {
  const double start_s = time_s(message, "running-time");
  return {.start_s = start_s, .end_s = start_s + time_s(message, "duration")};
}

MoodRecord::Genres genres(const GstStructure& shares) {
  MoodRecord::Genres values{};
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = number(shares, kGenreNames[i].data());
  return values;
}

MoodRecord mood(const GstStructure& message) {
  MoodRecord record{.span = span(message),
                    .category = text(message, "category"),
                    .confidence = number(message, "confidence"),
                    .key = optional_text(message, "key"),
                    .mode = optional_text(message, "mode")};
  const auto state = state_from_string(text(message, "state"));
  if (!state) missing(message, "state");
  record.state = *state;
  for (const MetricField& field : kMetricFields)
    record.metrics.*field.value = number(message, field.name);
  const GValue* shares = gst_structure_get_value(&message, "genres");
  if (!shares) return record;
  if (!GST_VALUE_HOLDS_STRUCTURE(shares)) missing(message, "genres");
  record.genres = genres(*gst_value_get_structure(shares));
  const auto genre = genre_from_string(text(message, "genre"));
  if (!genre) missing(message, "genre");
  record.genre = *genre;
  return record;
}

BeatRecord beat(const GstStructure& message) {
  BeatRecord record{.span = span(message),
                    .tempo_bpm = number(message, "tempo"),
                    .confidence = number(message, "confidence")};
  if (!gst_structure_get_uint(&message, "beat", &record.bar_position))
    missing(message, "beat");
  return record;
}

SectionRecord section(const GstStructure& message) {
  return {.span = span(message),
          .section = text(message, "section"),
          .previous = text(message, "previous-section"),
          .event = text(message, "event"),
          .confidence = number(message, "confidence")};
}

}  // namespace

void ClipRecord::add(const GstStructure& message) {
  if (gst_structure_has_name(&message, "mood")) {
    moods.push_back(mood(message));
  } else if (gst_structure_has_name(&message, "mood-beat")) {
    beats.push_back(beat(message));
    if (!moods.empty()) beats.back().heard_s = moods.back().span.end_s;
  } else if (gst_structure_has_name(&message, "mood-section")) {
    sections.push_back(section(message));
  }
}

}  // namespace mood::accuracy
