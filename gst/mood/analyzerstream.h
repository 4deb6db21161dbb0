/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/audio/audio.h>
#include <gst/base/gstbasetransform.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "bufferpart.h"
#include "epochbook.h"
#include "extractorfactory.h"
#include "feeder.h"
#include "resultposter.h"

namespace mood {

/// What moodanalyzer does with its stream: divides it into epochs, feeds the
/// analysis and lets results out between buffers. Methods belong to the
/// streaming thread unless they say otherwise.
class AnalyzerStream {
public:
  /// @p element is not owned.
  explicit AnalyzerStream (GstBaseTransform *element);

  /// No thread runs: makes and starts the extractor. @return false with the
  /// reason when the element cannot work as it was told to. What works less
  /// well than it should is posted as a status.
  bool
  start (const ExtractorOptions &options, std::string &error);
  void
  stop ();
  /// Any thread: lets a streaming thread out of its waits.
  void
  interrupt (bool interrupted);

  /// The layout of @p parameters is filled in from @p info.
  void
  set_format (const GstAudioInfo &info, Feeder::Parameters parameters);
  void
  set_settings (const ipc::AnalysisSettings &settings);
  void
  process (GstBuffer *buffer);
  void
  process_gap (GstClockTime timestamp, GstClockTime duration);

  void
  new_stream ()
  {
    new_song_ = true;
  }
  /// The timeline breaks; results so far may still come out first.
  void
  end_epoch ();
  /// All results so far are void.
  void
  flush ();
  /// Waits for the last results and pushes them.
  void
  drain ();
  /// A segment has been forwarded: sticky events may follow.
  void
  segment_sent ();

  ResultPoster &
  poster ()
  {
    return poster_;
  }
  /// Any thread.
  GstStructure *
  stats () const
  {
    return stats_.structure (frames_, non_finite_samples_);
  }

private:
  void
  report_degraded (const std::string &reason);
  /// Warns, once, when the window does not fit.
  void
  check_window ();
  void
  track (GstClockTime timestamp, bool discontinuous);
  void
  begin_epoch (GstClockTime timestamp);
  void
  feed (GstBuffer *buffer);
  void
  feed_part (const GstAudioBuffer &audio, const BufferPart &part);
  bool
  analyses () const
  {
    return feeder_ && feeder_->configured () && segment ().rate > 0;
  }
  const GstSegment &
  segment () const
  {
    return element_->segment;
  }

  GstBaseTransform *element_;
  EpochBook epochs_;
  AnalyzerStats stats_;
  ResultPoster poster_;
  std::mutex extractor_mutex_; ///< a flush may come while it is replaced
  std::unique_ptr<Extractor> extractor_;
  std::unique_ptr<Feeder> feeder_;
  std::atomic<uint64_t> frames_{ 0 };
  std::atomic<uint64_t> non_finite_samples_{ 0 };
  GstAudioInfo info_;
  PositionMap map_;
  bool epoch_open_ = false;
  bool new_song_ = true;
  bool warned_ = false;
  bool window_warned_ = false;
};

} // namespace mood
