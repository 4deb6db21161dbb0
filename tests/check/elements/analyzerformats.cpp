/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every raw audio format, layout, rate and channel count gives the same
 * moods, and passes untouched. */
#include <gtest/gtest.h>

#include <cmath>

#include "analyzerharness.h"

namespace mood::test {
namespace {

constexpr double kSeconds = 2;

GstAudioInfo audio_info(GstAudioFormat format, int rate_hz, int channels,
                        GstAudioLayout layout) {
  GstAudioInfo info;
  gst_audio_info_init(&info);
  GstAudioChannelPosition positions[64];
  for (auto& position : positions) position = GST_AUDIO_CHANNEL_POSITION_NONE;
  gst_audio_info_set_format(&info, format, rate_hz, channels, positions);
  info.layout = layout;
  return info;
}

std::vector<std::byte> planes_of(std::span<const float> interleaved,
                                 size_t channels) {
  std::vector<float> planar(interleaved.size());
  const size_t frames = interleaved.size() / channels;
  for (size_t i = 0; i < interleaved.size(); ++i)
    planar[i % channels * frames + i / channels] = interleaved[i];
  const auto bytes = std::as_bytes(std::span(planar));
  return {bytes.begin(), bytes.end()};
}

/// The music as @p info wants it; other formats than floats by GStreamer's
/// own converter, which does not know 64 channels.
std::vector<std::byte> convert(std::span<const float> interleaved,
                               const GstAudioInfo& info) {
  if (info.finfo->format == GST_AUDIO_FORMAT_F32)
    return planes_of(
        interleaved,
        info.layout == GST_AUDIO_LAYOUT_NON_INTERLEAVED ? info.channels : 1);
  GstAudioInfo from = audio_info(GST_AUDIO_FORMAT_F32, info.rate, info.channels,
                                 GST_AUDIO_LAYOUT_INTERLEAVED);
  GstAudioInfo to = info;
  GstAudioConverter* converter = gst_audio_converter_new(
      GST_AUDIO_CONVERTER_FLAG_NONE, &from, &to,
      gst_structure_new("options", GST_AUDIO_CONVERTER_OPT_DITHER_METHOD,
                        GST_TYPE_AUDIO_DITHER_METHOD, GST_AUDIO_DITHER_NONE,
                        nullptr));
  const size_t frames = interleaved.size() / info.channels;
  std::vector<std::byte> bytes(frames * info.bpf);
  gpointer in[1] = {const_cast<float*>(interleaved.data())};
  std::vector<gpointer> out;
  const bool planar = info.layout == GST_AUDIO_LAYOUT_NON_INTERLEAVED;
  for (int i = 0; i < (planar ? info.channels : 1); ++i)
    out.push_back(bytes.data() + i * frames * (info.bpf / info.channels));
  gst_audio_converter_samples(converter, GST_AUDIO_CONVERTER_FLAG_NONE, in,
                              frames, out.data(), frames);
  gst_audio_converter_free(converter);
  return bytes;
}

std::vector<MessageLog::Structure> moods_of(const GstAudioInfo& info) {
  const auto music = some_music(info.rate, kSeconds, info.channels);
  // One buffer, so that planar audio needs no cutting.
  const auto bytes = convert(music, info);
  AnalyzerHarness harness({{"isolation", "thread"}});
  harness.set_caps(info);
  EXPECT_EQ(harness.push_bytes(bytes, bytes.size() / info.bpf), GST_FLOW_OK);
  harness.eos();
  return harness.log().structures("mood");
}

void expect_alike(const std::vector<MessageLog::Structure>& moods,
                  const std::vector<MessageLog::Structure>& wanted,
                  double tolerance) {
  ASSERT_EQ(moods.size(), wanted.size());
  for (size_t i = 0; i < moods.size(); ++i)
    for (const char* field : {"energy", "brightness", "warmth", "intensity",
                              "harmonic-ratio", "complexity"})
      EXPECT_NEAR(number(moods[i], field), number(wanted[i], field), tolerance)
          << field << " of message " << i;
}

const std::vector<MessageLog::Structure>& reference() {
  static const auto moods = moods_of(
      audio_info(GST_AUDIO_FORMAT_F32, 44100, 2, GST_AUDIO_LAYOUT_INTERLEAVED));
  return moods;
}

TEST(AnalyzerFormats, EveryFormatAndLayoutGivesTheSameMoods) {
  ASSERT_EQ(reference().size(), 20u);
  int formats = 0;
  for (int f = GST_AUDIO_FORMAT_S8; f <= GST_AUDIO_FORMAT_F64BE; ++f) {
    const auto format = static_cast<GstAudioFormat>(f);
    const auto* finfo = gst_audio_format_get_info(format);
    if (!finfo || finfo->width == 0) continue;
    SCOPED_TRACE(finfo->name);
    ++formats;
    const double tolerance = finfo->depth <= 8 ? 0.12 : 0.005;
    for (auto layout :
         {GST_AUDIO_LAYOUT_INTERLEAVED, GST_AUDIO_LAYOUT_NON_INTERLEAVED})
      expect_alike(moods_of(audio_info(format, 44100, 2, layout)), reference(),
                   tolerance);
  }
  EXPECT_GE(formats, 30);
}

TEST(AnalyzerFormats, ChannelCountDoesNotMatter) {
  for (int channels : {1, 3, 6, 8, 64}) {
    SCOPED_TRACE(channels);
    for (auto layout :
         {GST_AUDIO_LAYOUT_INTERLEAVED, GST_AUDIO_LAYOUT_NON_INTERLEAVED})
      expect_alike(
          moods_of(audio_info(GST_AUDIO_FORMAT_F32, 44100, channels, layout)),
          reference(), 0.005);
  }
}

TEST(AnalyzerFormats, EveryRateGivesItsMessages) {
  for (int rate_hz :
       {4000, 8000, 11025, 22050, 32000, 48000, 96000, 192000, 384000}) {
    SCOPED_TRACE(rate_hz);
    const auto moods = moods_of(audio_info(GST_AUDIO_FORMAT_F32, rate_hz, 1,
                                           GST_AUDIO_LAYOUT_INTERLEAVED));
    EXPECT_EQ(moods.size(), 20u);
  }
}

TEST(AnalyzerFormats, RatesAndChannelsBeyondTheCapsAreRefused) {
  for (const char* caps :
       {"audio/x-raw,format=F32LE,layout=interleaved,channels=1,rate=3999",
        "audio/x-raw,format=F32LE,layout=interleaved,channels=1,rate=384001",
        "audio/x-raw,format=F32LE,layout=interleaved,channels=65,rate=48000,"
        "channel-mask=(bitmask)0"}) {
    SCOPED_TRACE(caps);
    AnalyzerHarness harness({{"isolation", "none"}});
    GstCaps* wanted = gst_caps_from_string(caps);
    EXPECT_FALSE(
        gst_pad_peer_query_accept_caps(harness.harness()->srcpad, wanted));
    gst_caps_unref(wanted);
  }
}

TEST(AnalyzerFormats, BuffersAreTheVerySame) {
  AnalyzerHarness harness({{"isolation", "thread"}});
  harness.set_format(48000, 2);
  std::vector<GstBuffer*> sent;
  for (int i = 0; i < 100; ++i) {
    GstBuffer* buffer = gst_buffer_new_allocate(nullptr, 8192, nullptr);
    gst_buffer_memset(buffer, 0, 1, 8192);
    GST_BUFFER_PTS(buffer) = i * 1024 * GST_SECOND / 48000;
    sent.push_back(buffer);
    gst_harness_push(harness.harness(), gst_buffer_ref(buffer));
  }
  for (GstBuffer* buffer : sent) {
    GstBuffer* passed = gst_harness_pull(harness.harness());
    EXPECT_EQ(passed, buffer);
    gst_buffer_unref(passed);
    gst_buffer_unref(buffer);
  }
}

}  // namespace
}  // namespace mood::test
