/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tunesource.h"

#include <gst/audio/audio.h>

#include <algorithm>

#include "tune.h"

namespace mood::watch {
namespace {

constexpr size_t kFramesPerBuffer = TuneSource::kRate / 50;

GstClockTime time_of_frame(size_t frame) {
  return gst_util_uint64_scale(frame, GST_SECOND, TuneSource::kRate);
}

}  // namespace

TuneSource::TuneSource() : samples_(test::synthesise_tune(kRate, kChannels)) {}

void TuneSource::connect(GstAppSrc* source) {
  GstAudioInfo info;
  gst_audio_info_init(&info);
  gst_audio_info_set_format(&info, GST_AUDIO_FORMAT_F32, kRate, kChannels,
                            nullptr);
  GstCaps* caps = gst_audio_info_to_caps(&info);
  g_object_set(source, "caps", caps, "format", GST_FORMAT_TIME, nullptr);
  gst_caps_unref(caps);

  next_frame_ = 0;
  GstAppSrcCallbacks callbacks{};
  callbacks.need_data = need_data;
  gst_app_src_set_callbacks(source, &callbacks, this, nullptr);
}

void TuneSource::need_data(GstAppSrc* source, guint length, gpointer self) {
  GstBuffer* buffer = static_cast<TuneSource*>(self)->next_buffer();
  if (buffer != nullptr)
    gst_app_src_push_buffer(source, buffer);
  else
    gst_app_src_end_of_stream(source);
}

GstBuffer* TuneSource::next_buffer() {
  const size_t total = samples_.size() / kChannels;
  const size_t frames = std::min(kFramesPerBuffer, total - next_frame_);
  if (frames == 0) return nullptr;
  GstBuffer* buffer = gst_buffer_new_memdup(&samples_[next_frame_ * kChannels],
                                            frames * kChannels * sizeof(float));
  GST_BUFFER_PTS(buffer) = time_of_frame(next_frame_);
  next_frame_ += frames;
  GST_BUFFER_DURATION(buffer) =
      time_of_frame(next_frame_) - GST_BUFFER_PTS(buffer);
  return buffer;
}

}  // namespace mood::watch
