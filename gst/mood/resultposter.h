/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include <atomic>
#include <optional>

#include "analyzerstats.h"
#include "epochbook.h"
#include "extractor.h"

namespace mood {

/// Turns results into bus messages, at once, and into events, which wait for
/// the streaming thread to push them between buffers.
class ResultPoster : public ExtractorListener {
public:
  /// @p element is not owned.
  ResultPoster (GstElement *element, EpochBook &epochs, AnalyzerStats &stats);
  ~ResultPoster () override;

  std::atomic<bool> post_messages{ true };
  std::atomic<bool> send_events{ true };
  std::atomic<bool> message_features{ false };
  /// Whether moods tell key, genre and section: with advanced analysis.
  std::atomic<bool> tells_key{ false };

  void
  on_mood (const ipc::MoodPacket &packet) override;
  void
  on_beat (const ipc::BeatPacket &packet) override;
  void
  on_section (const ipc::SectionPacket &packet) override;
  void
  on_features (const ipc::FeaturesPacket &packet) override;
  void
  on_progress (const ipc::ProgressPacket &packet) override;
  void
  on_status (const ExtractorStatus &status) override;

  /// Pushes what waits on @p pad. Takes no lock and allocates nothing when
  /// nothing waits. Streaming thread.
  void
  push_events (GstPad *pad);
  /// Drops what waits. Streaming thread, or none running.
  void
  drop_events ();
  /// The sticky mood event speaks of another stream: replaces it on @p pad
  /// by one that knows nothing, if there was one. Streaming thread.
  void
  reset_sticky (GstPad *pad);
  /// Nothing has been said yet.
  void
  forget ();

private:
  /// Events for which no buffer ever comes must not pile up.
  static constexpr guint kMaximumWaiting = 1024;

  void
  deliver (GstStructure *structure, GstEventType type);

  GstElement *element_;
  EpochBook &epochs_;
  AnalyzerStats &stats_;
  GstAtomicQueue *waiting_;
  std::optional<MoodFrame> previous_; // thread that delivers results
  bool sticky_pushed_ = false;        // streaming thread
};

} // namespace mood
