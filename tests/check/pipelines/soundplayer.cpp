/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "soundplayer.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "tune.h"

namespace mood::test {
namespace {

constexpr int kRate = 48000;
constexpr int kChannels = 2;

std::vector<float> loud_part() {
  const auto samples = synthesise_tune(kRate, kChannels);
  const auto sections = tune_sections();
  const auto drop =
      std::find_if(sections.begin(), sections.end(), [](const auto& section) {
        return std::string_view(section.name) == "drop";
      });
  const auto at = [&](double time_s) {
    return samples.begin() + static_cast<ptrdiff_t>(time_s * kRate) * kChannels;
  };
  return {at(drop->start_s), at(drop->end_s)};
}

}  // namespace

SoundPlayer::SoundPlayer()
    : pipeline_(gst_parse_launch(
          "appsrc name=source format=time do-timestamp=true "
          "caps=audio/x-raw,format=F32LE,rate=48000,channels=2,"
          "layout=interleaved max-bytes=1 ! pulsesink device=moodtest",
          nullptr)) {
  const auto samples = loud_part();
  loop_ = gst_buffer_new_memdup(samples.data(), samples.size() * sizeof(float));
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline_), "source");
  g_signal_connect(source, "need-data", G_CALLBACK(need_data), this);
  gst_object_unref(source);
  gst_element_set_state(pipeline_, GST_STATE_PLAYING);
}

SoundPlayer::~SoundPlayer() {
  gst_element_set_state(pipeline_, GST_STATE_NULL);
  gst_object_unref(pipeline_);
  gst_buffer_unref(loop_);
}

bool SoundPlayer::plays() const {
  GstBus* bus = gst_element_get_bus(pipeline_);
  GstMessage* error = gst_bus_pop_filtered(bus, GST_MESSAGE_ERROR);
  gst_object_unref(bus);
  if (error == nullptr) return true;
  gst_message_unref(error);
  return false;
}

void SoundPlayer::need_data(GstElement* source, guint length, gpointer self) {
  GstFlowReturn flow = GST_FLOW_OK;
  GstBuffer* copy = gst_buffer_copy(static_cast<SoundPlayer*>(self)->loop_);
  g_signal_emit_by_name(source, "push-buffer", copy, &flow);
  gst_buffer_unref(copy);
}

}  // namespace mood::test
