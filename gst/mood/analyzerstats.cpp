/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analyzerstats.h"

namespace mood {

void
AnalyzerStats::note_configuration (bool advanced)
{
  const std::lock_guard lock (mutex_);
  advanced_ = advanced;
}

void
AnalyzerStats::note_mood (const ipc::MoodPacket &packet)
{
  const std::lock_guard lock (mutex_);
  const auto &last = last_mood_;
  const uint64_t length = last.end_position - last.start_position;
  if (length > 0 && packet.origin.configuration == last.origin.configuration
      && packet.origin.epoch == last.origin.epoch
      && packet.start_position > last.end_position)
    skipped_moods_ += (packet.start_position - last.end_position) / length;
  last_mood_ = packet;
  ++moods_;
}

void
AnalyzerStats::note_features (const ipc::FeaturesPacket &packet)
{
  const std::lock_guard lock (mutex_);
  ++windows_;
  windows_ns_ += packet.analysis_ns;
}

void
AnalyzerStats::note_progress (const ipc::ProgressPacket &packet)
{
  const std::lock_guard lock (mutex_);
  if (packet.origin.configuration != configuration_)
    restart_totals ();
  configuration_ = packet.origin.configuration;
  overruns_.update (packet.overruns);
  moods_ns_.update (packet.analysis_ns);
  skipped_windows_.update (packet.skipped_analyses);
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
  for (Total *total : { &overruns_, &moods_ns_, &skipped_windows_ })
    total->last = 0;
}

GstStructure *
AnalyzerStats::structure (uint64_t frames, uint64_t non_finite_samples) const
{
  const std::lock_guard lock (mutex_);
  const uint64_t analyses = advanced_ ? windows_ : moods_;
  const uint64_t skipped = advanced_ ? skipped_windows_.sum : skipped_moods_;
  const uint64_t took_ns = advanced_ ? windows_ns_ : moods_ns_.sum;
  return gst_structure_new (
      "mood-analyzer-stats", "frames", G_TYPE_UINT64, frames, "analyses",
      G_TYPE_UINT64, analyses, "skipped-analyses", G_TYPE_UINT64, skipped,
      "moods", G_TYPE_UINT64, moods_, "skipped-moods", G_TYPE_UINT64,
      skipped_moods_, "overruns", G_TYPE_UINT64, overruns_.sum,
      "non-finite-samples", G_TYPE_UINT64, non_finite_samples, "helper-pid",
      G_TYPE_INT, helper_pid_, "restarts", G_TYPE_UINT, restarts_,
      "analysis-time-avg", G_TYPE_UINT64,
      analyses ? took_ns / analyses : uint64_t{ 0 }, "last-error",
      G_TYPE_STRING, last_error_.c_str (), "backend", G_TYPE_STRING,
      backend_.c_str (), nullptr);
}

} // namespace mood
