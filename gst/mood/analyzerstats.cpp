/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analyzerstats.h"

namespace mood {

void
AnalyzerStats::note_mood (const ipc::MoodPacket &packet)
{
  const std::lock_guard lock (mutex_);
  const auto &last = last_mood_;
  const uint64_t length = last.end_position - last.start_position;
  if (length > 0 && packet.origin.configuration == last.origin.configuration
      && packet.origin.epoch == last.origin.epoch
      && packet.start_position > last.end_position)
    skipped_ += (packet.start_position - last.end_position) / length;
  last_mood_ = packet;
  ++moods_;
}

void
AnalyzerStats::note_progress (const ipc::ProgressPacket &packet)
{
  const std::lock_guard lock (mutex_);
  if (packet.origin.configuration != configuration_)
    restart_totals ();
  configuration_ = packet.origin.configuration;
  overruns_.update (packet.overruns);
  analysis_ns_.update (packet.analysis_ns);
}

void
AnalyzerStats::note_status (const ExtractorStatus &status)
{
  const std::lock_guard lock (mutex_);
  helper_pid_ = status.kind == ExtractorStatus::Kind::kLost ? 0 : status.pid;
  restarts_ = status.restarts;
  backend_ = status.backend;
  if (!status.reason.empty ())
    last_error_ = status.reason;
  restart_totals ();
}

void
AnalyzerStats::restart_totals ()
{
  for (Total *total : { &overruns_, &analysis_ns_ })
    total->last = 0;
}

GstStructure *
AnalyzerStats::structure (uint64_t frames, uint64_t non_finite_samples) const
{
  const std::lock_guard lock (mutex_);
  return gst_structure_new (
      "mood-analyzer-stats", "frames", G_TYPE_UINT64, frames, "analyses",
      G_TYPE_UINT64, moods_, "skipped-analyses", G_TYPE_UINT64, skipped_,
      "overruns", G_TYPE_UINT64, overruns_.sum, "non-finite-samples",
      G_TYPE_UINT64, non_finite_samples, "helper-pid", G_TYPE_INT, helper_pid_,
      "restarts", G_TYPE_UINT, restarts_, "analysis-time-avg", G_TYPE_UINT64,
      moods_ ? analysis_ns_.sum / moods_ : uint64_t{ 0 }, "last-error",
      G_TYPE_STRING, last_error_.c_str (), "backend", G_TYPE_STRING,
      backend_.c_str (), nullptr);
}

} // namespace mood
