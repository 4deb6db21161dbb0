/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodstructure.h"

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

} // namespace

GstStructure *
structure_from_mood (const MoodFrame &mood, const ResultTimes &times,
                     bool changed)
{
  const bool known = mood.state != State::kUnknown;
  GstStructure *structure = new_with_times ("mood", times);
  gst_structure_set (structure, "state", G_TYPE_STRING,
                     std::string (to_string (mood.state)).c_str (), "category",
                     G_TYPE_STRING,
                     known ? to_string (mood.category).c_str () : "",
                     "analysis", G_TYPE_STRING, "basic", "confidence",
                     G_TYPE_DOUBLE, mood.confidence, nullptr);
  for (const MetricField &field : kMetricFields)
    gst_structure_set (structure, field.name, G_TYPE_DOUBLE,
                       mood.metrics.*field.value, nullptr);
  gst_structure_set (structure, "changed", G_TYPE_BOOLEAN,
                     static_cast<gboolean> (changed), nullptr);
  return structure;
}

GstStructure *
structure_from_nothing ()
{
  return structure_from_mood (MoodFrame (), ResultTimes (), true);
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
structure_from_status (const ExtractorStatus &status)
{
  return gst_structure_new (
      "mood-extractor", "status", G_TYPE_STRING, status_name (status.kind),
      "pid", G_TYPE_INT, status.pid, "restarts", G_TYPE_UINT, status.restarts,
      "reason", G_TYPE_STRING, status.reason.c_str (), nullptr);
}

} // namespace mood
