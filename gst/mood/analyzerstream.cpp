/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analyzerstream.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mood {
namespace {

/// A longer gap says nothing about music: it ends the epoch.
constexpr GstClockTime kLongestGap = 3600 * GST_SECOND;

} // namespace

AnalyzerStream::AnalyzerStream (GstBaseTransform *element)
    : element_ (element), poster_ (GST_ELEMENT (element), epochs_, stats_)
{
  gst_audio_info_init (&info_);
}

bool
AnalyzerStream::start (const ExtractorOptions &options, std::string &error)
{
  frames_ = non_finite_samples_ = 0;
  new_song_ = true;
  warned_ = window_warned_ = false;
  auto choice = make_extractor (options, poster_);
  if (choice.extractor && !choice.extractor->start (choice.error))
    choice.extractor.reset ();
  {
    const std::lock_guard lock (extractor_mutex_);
    extractor_ = std::move (choice.extractor);
  }
  if (extractor_) {
    feeder_ = std::make_unique<Feeder> (*extractor_);
    if (!choice.warning.empty ())
      report_degraded (choice.warning
                       + "; the analysis runs in a thread of this process");
    return true;
  }
  error = choice.error;
  if (options.isolation != Isolation::kAuto)
    return false;
  // Asked to do whatever is possible, this much is: let the audio pass.
  report_degraded (error + "; audio passes unanalysed");
  return true;
}

void
AnalyzerStream::report_degraded (const std::string &reason)
{
  ExtractorStatus status;
  status.kind = ExtractorStatus::Kind::kDegraded;
  status.backend = extractor_ ? "thread" : "";
  status.reason = reason;
  status.warn = true;
  poster_.on_status (status);
}

void
AnalyzerStream::stop ()
{
  epochs_.close ();
  feeder_.reset ();
  std::unique_ptr<Extractor> last;
  {
    const std::lock_guard lock (extractor_mutex_);
    last = std::move (extractor_);
  }
  if (last)
    last->stop ();
  poster_.forget ();
  epoch_open_ = false;
}

void
AnalyzerStream::interrupt (bool interrupted)
{
  const std::lock_guard lock (extractor_mutex_);
  if (extractor_)
    extractor_->interrupt (interrupted);
}

void
AnalyzerStream::set_format (const GstAudioInfo &info,
                            Feeder::Parameters parameters)
{
  end_epoch ();
  info_ = info;
  if (!feeder_)
    return;
  parameters.layout = layout_from_info (info);
  const bool advanced = parameters.window_ns > 0;
  poster_.tells_key = advanced;
  stats_.note_configuration (advanced);
  std::string error;
  // Shared memory refused: a thread can do without.
  if (feeder_->configure (parameters, error)
      || (extractor_->fall_back ("no shared memory (" + error + ")")
          && feeder_->configure (parameters, error)))
    check_window ();
  else
    report_degraded ("no memory for the region (" + error
                     + "); audio passes unanalysed; isolation=thread or none "
                       "needs no shared memory");
}

void
AnalyzerStream::check_window ()
{
  const guint64 wanted = feeder_->parameters ().window_ns;
  const guint64 given = feeder_->window_ns ();
  if (given >= wanted || std::exchange (window_warned_, true))
    return;
  GST_ELEMENT_WARNING (
      element_, RESOURCE, SETTINGS,
      ("The audio memory holds no window of %.2f s: the advanced analysis sees "
       "%.2f s. Set region-size to 0 or to %" G_GUINT64_FORMAT
       " bytes, or a shorter window.",
       double (wanted) / GST_SECOND, double (given) / GST_SECOND,
       feeder_->wanted_region_bytes ()),
      ("region-size is %" G_GUINT64_FORMAT,
       feeder_->parameters ().region_bytes));
}

void
AnalyzerStream::set_settings (const ipc::AnalysisSettings &settings)
{
  if (extractor_)
    extractor_->set_settings (settings);
}

void
AnalyzerStream::process (GstBuffer *buffer)
{
  frames_.fetch_add (gst_buffer_get_size (buffer) / GST_AUDIO_INFO_BPF (&info_),
                     std::memory_order_relaxed);
  if (analyses ())
    feed (buffer);
  poster_.push_events (GST_BASE_TRANSFORM_SRC_PAD (element_));
}

void
AnalyzerStream::process_gap (GstClockTime timestamp, GstClockTime duration)
{
  if (!analyses () || !GST_CLOCK_TIME_IS_VALID (duration))
    return;
  if (duration > kLongestGap) {
    end_epoch ();
    return;
  }
  track (timestamp, false);
  // Up to the gap's end by the epoch's own count, so that roundings of many
  // small gaps do not add up.
  const uint64_t start_ns = map_.timestamp_ns (feeder_->position ());
  const uint64_t end_ns = std::max (timestamp + duration, start_ns);
  feeder_->push_silence (ns_to_frames (end_ns - start_ns, info_.rate));
  poster_.push_events (GST_BASE_TRANSFORM_SRC_PAD (element_));
}

void
AnalyzerStream::track (GstClockTime timestamp, bool discontinuous)
{
  const uint64_t position = feeder_->position ();
  const bool timed = GST_CLOCK_TIME_IS_VALID (timestamp);
  const auto fit = timed && epoch_open_ ? map_.fit (position, timestamp)
                                        : PositionMap::Fit::kSteady;
  if (epoch_open_
      && ((discontinuous && position > feeder_->epoch_start ())
          || fit == PositionMap::Fit::kJump))
    end_epoch ();
  if (!epoch_open_) {
    begin_epoch (timestamp);
  } else if (fit == PositionMap::Fit::kDrift) {
    map_.anchor (position, timestamp);
    epochs_.update (map_);
  }
}

void
AnalyzerStream::begin_epoch (GstClockTime timestamp)
{
  feeder_->begin_epoch (new_song_);
  new_song_ = false;
  epoch_open_ = true;
  if (!GST_CLOCK_TIME_IS_VALID (timestamp))
    timestamp = GST_CLOCK_TIME_IS_VALID (segment ().position)
                    ? segment ().position
                    : segment ().start;
  map_ = PositionMap (info_.rate, feeder_->position (), timestamp);
  epochs_.open ({ .configuration = feeder_->configuration (),
                  .epoch = feeder_->epoch () },
                segment (), map_);
}

void
AnalyzerStream::feed (GstBuffer *buffer)
{
  // Metadata that contradicts the caps would be a critical error to map.
  const GstAudioMeta *meta = gst_buffer_get_audio_meta (buffer);
  const GstAudioInfo &info = meta ? meta->info : info_;
  const bool fits = info.finfo == info_.finfo && info.channels == info_.channels
                    && info.layout == info_.layout
                    && (meta || info.layout == GST_AUDIO_LAYOUT_INTERLEAVED);
  GstAudioBuffer audio;
  if (!fits || !gst_audio_buffer_map (&audio, &info, buffer, GST_MAP_READ)) {
    if (!std::exchange (warned_, true))
      GST_ELEMENT_WARNING (element_, STREAM, FORMAT,
                           ("A buffer does not fit its caps and is not "
                            "analysed; further ones are not reported."),
                           ("%s", "non-interleaved audio needs GstAudioMeta"));
    return;
  }
  const BufferPart part = part_in_segment (GST_BUFFER_PTS (buffer),
                                           GST_AUDIO_BUFFER_N_SAMPLES (&audio),
                                           info_.rate, segment ());
  if (part.frames > 0) {
    track (part.timestamp, GST_BUFFER_IS_DISCONT (buffer));
    if (GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_GAP))
      feeder_->push_silence (part.frames);
    else
      feed_part (audio, part);
  }
  gst_audio_buffer_unmap (&audio);
}

void
AnalyzerStream::feed_part (const GstAudioBuffer &audio, const BufferPart &part)
{
  const auto count = static_cast<size_t> (GST_AUDIO_BUFFER_N_PLANES (&audio));
  const size_t stride = GST_AUDIO_INFO_BPF (&info_) / count;
  std::array<const std::byte *, kMaximumChannels> planes;
  for (size_t i = 0; i < count; ++i)
    planes[i] = static_cast<const std::byte *> (audio.planes[i])
                + part.first * stride;
  non_finite_samples_.fetch_add (
      feeder_->push ({ planes.data (), count }, part.frames),
      std::memory_order_relaxed);
}

void
AnalyzerStream::end_epoch ()
{
  if (!epoch_open_)
    return;
  // Where results are to be complete, the old timeline's last ones come out
  // before the new one starts.
  if (feeder_->parameters ().pace == Feeder::Pace::kComplete)
    drain ();
  epoch_open_ = false;
}

void
AnalyzerStream::flush ()
{
  epochs_.close ();
  epoch_open_ = false;
  poster_.drop_events ();
}

void
AnalyzerStream::drain ()
{
  if (analyses () && epoch_open_) {
    feeder_->drain (feeder_->parameters ().timeout);
    epoch_open_ = false;
  }
  poster_.push_events (GST_BASE_TRANSFORM_SRC_PAD (element_));
}

void
AnalyzerStream::segment_sent ()
{
  if (new_song_)
    poster_.reset_sticky (GST_BASE_TRANSFORM_SRC_PAD (element_));
}

} // namespace mood
