/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analyzerharness.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "signals.h"

namespace mood::test {

AnalyzerHarness::AnalyzerHarness(Properties properties, bool live) {
  element_ = gst_element_factory_make("moodanalyzer", nullptr);
  if (!element_) throw std::runtime_error("no moodanalyzer");
  gst_object_ref_sink(element_);
  for (const auto& [name, value] : properties)
    gst_util_set_object_arg(G_OBJECT(element_), name, value);
  log_ = std::make_unique<MessageLog>(element_);
  harness_ = gst_harness_new_with_element(element_, "sink", "src");
  gst_harness_set_live(harness_, live);
  gst_audio_info_init(&info_);
}

AnalyzerHarness::~AnalyzerHarness() {
  gst_harness_teardown(harness_);
  log_.reset();
  gst_object_unref(element_);
}

void AnalyzerHarness::set_caps(const GstAudioInfo& info) {
  GstCaps* caps = gst_audio_info_to_caps(&info);
  gst_audio_info_from_caps(&info_, caps);
  gst_harness_set_src_caps(harness_, caps);
}

void AnalyzerHarness::set_format(int rate_hz, int channels) {
  GstAudioInfo info;
  GstAudioChannelPosition positions[64];
  for (auto& position : positions) position = GST_AUDIO_CHANNEL_POSITION_NONE;
  gst_audio_info_init(&info);
  gst_audio_info_set_format(&info, GST_AUDIO_FORMAT_F32, rate_hz, channels,
                            positions);
  set_caps(info);
}

GstClockTime AnalyzerHarness::next_timestamp() const {
  return base_ + gst_util_uint64_scale_round(frames_, GST_SECOND, info_.rate);
}

void AnalyzerHarness::seek_to(GstClockTime timestamp) {
  base_ = timestamp;
  frames_ = 0;
}

GstFlowReturn AnalyzerHarness::push_bytes(std::span<const std::byte> bytes,
                                          size_t frames) {
  const size_t step = frames * GST_AUDIO_INFO_BPF(&info_);
  GstFlowReturn flow = GST_FLOW_OK;
  for (size_t at = 0; at < bytes.size() && flow == GST_FLOW_OK; at += step) {
    const auto part = bytes.subspan(at, std::min(step, bytes.size() - at));
    GstBuffer* buffer = gst_buffer_new_memdup(part.data(), part.size());
    const size_t count = part.size() / GST_AUDIO_INFO_BPF(&info_);
    if (info_.layout == GST_AUDIO_LAYOUT_NON_INTERLEAVED)
      gst_buffer_add_audio_meta(buffer, &info_, count, nullptr);
    GST_BUFFER_PTS(buffer) = next_timestamp();
    frames_ += count;
    GST_BUFFER_DURATION(buffer) = next_timestamp() - GST_BUFFER_PTS(buffer);
    flow = gst_harness_push(harness_, buffer);
  }
  return flow;
}

GstFlowReturn AnalyzerHarness::push(std::span<const float> interleaved,
                                    size_t frames) {
  return push_bytes(std::as_bytes(interleaved), frames);
}

bool AnalyzerHarness::push_event(GstEvent* event) {
  return gst_harness_push_event(harness_, event);
}

size_t AnalyzerHarness::drain_buffers() {
  size_t count = 0;
  while (GstBuffer* buffer = gst_harness_try_pull(harness_)) {
    gst_buffer_unref(buffer);
    ++count;
  }
  return count;
}

std::vector<std::shared_ptr<GstEvent>> AnalyzerHarness::take_events() {
  std::vector<std::shared_ptr<GstEvent>> events;
  while (GstEvent* event = gst_harness_try_pull_event(harness_))
    events.emplace_back(event, gst_event_unref);
  return events;
}

MessageLog::Structure AnalyzerHarness::stats() const {
  GstStructure* stats = nullptr;
  g_object_get(element_, "stats", &stats, nullptr);
  return MessageLog::Structure(stats, MessageLog::Unref());
}

int AnalyzerHarness::helper_pid() const {
  int pid = 0;
  gst_structure_get_int(stats().get(), "helper-pid", &pid);
  return pid;
}

std::vector<float> some_music(double rate_hz, double seconds, int channels) {
  const auto tone = sine(rate_hz, seconds, 440, 0.3);
  const auto beat = clicks(rate_hz, seconds, 120, 0.4);
  const auto hiss = noise(rate_hz, seconds, 0.05);
  std::vector<float> music;
  for (size_t i = 0; i < tone.size(); ++i)
    music.insert(music.end(), channels, tone[i] + beat[i] + hiss[i]);
  return music;
}

std::string describe(const std::vector<MessageLog::Structure>& structures) {
  std::string text;
  for (const auto& structure : structures) {
    gchar* line = gst_structure_to_string(structure.get());
    text += line;
    text += '\n';
    g_free(line);
  }
  return text;
}

}  // namespace mood::test
