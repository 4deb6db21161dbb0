/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tuneplayer.h"

#include <gst/audio/audio.h>

#include <algorithm>

#include "tune.h"

namespace mood::bench {
namespace {

constexpr size_t kBufferFrames =
    TunePlayer::kRate_hz * TunePlayer::kBuffer_ns / GST_SECOND;

}  // namespace

TunePlayer::TunePlayer(double from_s, double seconds)
    : samples_(test::synthesise_tune(kRate_hz, kChannels)),
      first_frame_(static_cast<size_t>(from_s * kRate_hz)),
      frames_(static_cast<size_t>(seconds * kRate_hz)) {}

TunePlayer::~TunePlayer() {
  stop_ = true;
  wait();
}

void TunePlayer::connect(GstAppSrc* source) {
  source_ = source;
  GstAudioInfo info;
  gst_audio_info_init(&info);
  gst_audio_info_set_format(&info, GST_AUDIO_FORMAT_F32, kRate_hz, kChannels,
                            nullptr);
  GstCaps* caps = gst_audio_info_to_caps(&info);
  g_object_set(source, "caps", caps, "format", GST_FORMAT_TIME, "is-live", TRUE,
               "min-latency", static_cast<gint64>(kBuffer_ns), nullptr);
  gst_caps_unref(caps);
}

void TunePlayer::play(GstClock* clock, GstClockTime base_ns) {
  thread_ = std::thread([=, this] { run(clock, base_ns); });
}

void TunePlayer::wait() {
  if (thread_.joinable()) thread_.join();
}

void TunePlayer::run(GstClock* clock, GstClockTime base_ns) {
  const size_t total = samples_.size() / kChannels;
  for (size_t done = 0; done < frames_ && !stop_; done += kBufferFrames) {
    const GstClockTime pts = gst_util_uint64_scale(done, GST_SECOND, kRate_hz);
    GstClockID end =
        gst_clock_new_single_shot_id(clock, base_ns + pts + kBuffer_ns);
    gst_clock_id_wait(end, nullptr);
    gst_clock_id_unref(end);
    std::vector<float> piece;
    for (size_t i = 0; i < kBufferFrames; ++i) {
      const size_t frame = (first_frame_ + done + i) % total;
      for (int c = 0; c < kChannels; ++c)
        piece.push_back(samples_[frame * kChannels + static_cast<size_t>(c)]);
    }
    GstBuffer* buffer =
        gst_buffer_new_memdup(piece.data(), piece.size() * sizeof(float));
    GST_BUFFER_PTS(buffer) = pts;
    GST_BUFFER_DURATION(buffer) = kBuffer_ns;
    gst_app_src_push_buffer(source_, buffer);
  }
  gst_app_src_end_of_stream(source_);
}

}  // namespace mood::bench
