/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodstructure.h"

#include <numeric>
#include <span>
#include <string>

namespace mood {
namespace {

GstStructure *
new_with_times (const char *name, const ResultTimes &times)
{
  return gst_structure_new (name, "timestamp", G_TYPE_UINT64, times.timestamp,
                            "stream-time", G_TYPE_UINT64, times.stream_time,
                            "running-time", G_TYPE_UINT64, times.running_time,
                            "duration", G_TYPE_UINT64, times.duration, nullptr);
}

const char *
status_name (ExtractorStatus::Kind kind)
{
  switch (kind) {
  case ExtractorStatus::Kind::kStarted:
    return "started";
  case ExtractorStatus::Kind::kLost:
    return "lost";
  case ExtractorStatus::Kind::kRestarted:
    return "restarted";
  case ExtractorStatus::Kind::kDegraded:
    return "degraded";
  }
  return "";
}

/// The name of @p value; "" for none that is in @p names, all of which are
/// string literals.
template <typename Value, size_t kCount>
const char *
name_in (const std::array<std::string_view, kCount> &names, Value value)
{
  const auto index = static_cast<size_t> (value);
  return index < kCount ? names[index].data () : "";
}

/// @p pitch_class may be kNoKey.
void
set_key (GstStructure *structure, uint32_t pitch_class, Mode mode)
{
  const bool known = pitch_class != kNoKey;
  gst_structure_set (
      structure, "key", G_TYPE_STRING, name_in (kPitchClassNames, pitch_class),
      "mode", G_TYPE_STRING, known ? name_in (kModeNames, mode) : "", nullptr);
}

/// The ten probabilities; all alike before there is evidence.
GstStructure *
new_genres (const GenreEstimate &estimate)
{
  const auto &shares = estimate.probabilities;
  // Single precision left the sum a little beside 1.
  const double sum = std::accumulate (shares.begin (), shares.end (), 0.0);
  GstStructure *genres = gst_structure_new_empty ("genres");
  for (size_t i = 0; i < kGenreCount; ++i)
    gst_structure_set (genres, kGenreNames[i].data (), G_TYPE_DOUBLE,
                       sum > 0 ? shares[i] / sum : 1.0 / kGenreCount, nullptr);
  return genres;
}

void
set_genre (GstStructure *structure, const GenreEstimate &estimate)
{
  GstStructure *genres = new_genres (estimate);
  gst_structure_set (
      structure, "genre", G_TYPE_STRING, name_in (kGenreNames, estimate.genre),
      "genre-confidence", G_TYPE_DOUBLE, double{ estimate.confidence },
      "genres", GST_TYPE_STRUCTURE, genres, "sub-genre", G_TYPE_STRING,
      name_in (kSubGenreNames, estimate.sub_genre), "sub-genre-confidence",
      G_TYPE_DOUBLE, double{ estimate.sub_genre_confidence }, nullptr);
  gst_structure_free (genres);
}

/// An array of doubles: @p value of each of @p items.
template <typename Item, typename Value>
void
set_array (GstStructure *structure, const char *name,
           std::span<const Item> items, Value value)
{
  GValue array = G_VALUE_INIT;
  GValue one = G_VALUE_INIT;
  gst_value_array_init (&array, static_cast<guint> (items.size ()));
  g_value_init (&one, G_TYPE_DOUBLE);
  for (const Item &item : items) {
    g_value_set_double (&one, value (item));
    gst_value_array_append_value (&array, &one);
  }
  g_value_unset (&one);
  gst_structure_take_value (structure, name, &array);
}

/// The moments of the first @p count of @p frames, in seconds.
void
set_frame_times (GstStructure *structure, const char *name,
                 std::span<const uint16_t> frames, size_t count)
{
  set_array (structure, name, frames.first (count),
             [] (uint16_t frame) { return feature_frame_time_s (frame); });
}

} // namespace

GstStructure *
structure_from_mood (const MoodFrame &mood, const ResultTimes &times,
                     bool changed, bool advanced)
{
  const bool known = mood.state != State::kUnknown;
  GstStructure *structure = new_with_times ("mood", times);
  gst_structure_set (
      structure, "state", G_TYPE_STRING,
      std::string (to_string (mood.state)).c_str (), "category", G_TYPE_STRING,
      known ? to_string (mood.category).c_str () : "", "analysis",
      G_TYPE_STRING, name_in (kAnalysisDepthNames, mood.depth), "confidence",
      G_TYPE_DOUBLE, mood.confidence, nullptr);
  for (const MetricField &field : kMetricFields)
    gst_structure_set (structure, field.name, G_TYPE_DOUBLE,
                       mood.metrics.*field.value, nullptr);
  if (advanced) {
    set_key (structure, mood.key.pitch_class, mood.key.mode);
    gst_structure_set (structure, "key-confidence", G_TYPE_DOUBLE,
                       mood.key.confidence, nullptr);
    set_genre (structure, mood.genre);
    gst_structure_set (structure, "section", G_TYPE_STRING,
                       name_in (kSectionNames, mood.section), nullptr);
  }
  gst_structure_set (structure, "changed", G_TYPE_BOOLEAN,
                     static_cast<gboolean> (changed), nullptr);
  return structure;
}

GstStructure *
structure_from_nothing (bool advanced)
{
  return structure_from_mood (MoodFrame (), ResultTimes (), true, advanced);
}

GstStructure *
structure_from_beat (const ipc::BeatPacket &beat, const ResultTimes &times,
                     GstClockTime next_beat)
{
  GstStructure *structure = new_with_times ("mood-beat", times);
  gst_structure_set (structure, "tempo", G_TYPE_DOUBLE, beat.tempo_bpm,
                     "confidence", G_TYPE_DOUBLE, beat.confidence, "beat",
                     G_TYPE_UINT, beat.bar_position, "next-beat", G_TYPE_UINT64,
                     next_beat, nullptr);
  return structure;
}

GstStructure *
structure_from_section (const ipc::SectionPacket &packet,
                        const ResultTimes &times)
{
  GstStructure *structure = new_with_times ("mood-section", times);
  gst_structure_set (structure, "section", G_TYPE_STRING,
                     name_in (kSectionNames, packet.section),
                     "previous-section", G_TYPE_STRING,
                     name_in (kSectionNames, packet.previous), "event",
                     G_TYPE_STRING,
                     name_in (kStructureEventNames, packet.event),
                     "confidence", G_TYPE_DOUBLE, packet.confidence, nullptr);
  return structure;
}

GstStructure *
structure_from_features (const ipc::FeaturesPacket &packet,
                         const ResultTimes &times)
{
  GstStructure *structure = new_with_times ("mood-features", times);
  const FeatureSet &features = packet.features;
  gst_structure_set (structure, "sample-rate", G_TYPE_DOUBLE, kFeatureRate_hz,
                     nullptr);
  set_key (structure, features.key, features.mode);
  for (const FeatureField &field : kFeatureFields) {
    const double *values = feature_values (features, field);
    if (field.is_array)
      set_array (structure, field.name, std::span (values, field.count),
                 [] (double value) { return value; });
    else
      gst_structure_set (structure, field.name, G_TYPE_DOUBLE, *values,
                         nullptr);
  }
  set_frame_times (structure, "beat-times", packet.beats, packet.beat_count);
  set_frame_times (structure, "onset-times", packet.onsets, packet.onset_count);
  gst_structure_set (structure, "analysis-time", G_TYPE_UINT64,
                     packet.analysis_ns, nullptr);
  return structure;
}

GstStructure *
structure_from_status (const ExtractorStatus &status)
{
  return gst_structure_new (
      "mood-extractor", "status", G_TYPE_STRING, status_name (status.kind),
      "pid", G_TYPE_INT, status.pid, "restarts", G_TYPE_UINT, status.restarts,
      "reason", G_TYPE_STRING, status.reason.c_str (), nullptr);
}

} // namespace mood
