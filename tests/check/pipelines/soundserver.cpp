/* SPDX-License-Identifier: LGPL-2.1-or-later */

/// Real sound servers, run by with-sound-server.py: music plays into a null
/// sink and is captured from its monitor.

#include <gst/gst.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "capture.h"
#include "soundplayer.h"

namespace mood::test {
namespace {

struct Source {
  const char* name;
  const char* element;
  const char* description;

  friend void PrintTo(const Source& source, std::ostream* out) {
    *out << source.name;
  }
};

class SoundServer : public testing::TestWithParam<Source> {
 protected:
  static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

  void SetUp() override {
    for (const char* element : {"pulsesink", GetParam().element}) {
      GstElementFactory* factory = gst_element_factory_find(element);
      if (factory == nullptr) GTEST_SKIP() << element << " is not installed";
      gst_object_unref(factory);
    }
  }

  /// Silence, music, silence again.
  void run(Capture& capture) {
    ASSERT_TRUE(capture.start());
    ASSERT_TRUE(capture.wait_for_state("silence")) << capture.error();
    {
      SoundPlayer player;
      ASSERT_TRUE(capture.wait_for_state_outside({"silence", "unknown"}))
          << capture.error();
      EXPECT_TRUE(player.plays());
    }
    ASSERT_TRUE(capture.wait_for_state("silence")) << capture.error();
    capture.stop();
    ASSERT_GE(capture.moods().size(), 10u);
  }
};

TEST_P(SoundServer, SilenceAndMusicAreHeardLive) {
  Capture capture(GetParam().description);
  ASSERT_NO_FATAL_FAILURE(run(capture));
  EXPECT_TRUE(capture.is_live());
  EXPECT_EQ(capture.helper_backend(), "process");
  const auto& causes = capture.causes();
  for (const char* cause : {"silence", "restore", "stop"})
    EXPECT_NE(std::find(causes.begin(), causes.end(), cause), causes.end())
        << cause;
}

TEST_P(SoundServer, AudioPassesUntouched) {
  Capture capture(GetParam().description);
  ASSERT_NO_FATAL_FAILURE(run(capture));
  EXPECT_GT(capture.buffers_in(), 0u);
  EXPECT_EQ(capture.buffers_in(), capture.buffers_out());
  EXPECT_EQ(capture.bytes_in(), capture.bytes_out());
}

TEST_P(SoundServer, MoodsComeAtTheInterval) {
  Capture capture(GetParam().description);
  ASSERT_NO_FATAL_FAILURE(run(capture));
  const auto& moods = capture.moods();
  // A sound server may jump when streams come and go, and a jump starts a new
  // count; without one there is no gap.
  size_t steady = 0;
  for (size_t i = 1; i < moods.size(); ++i) {
    EXPECT_GE(moods[i].timestamp_ns, moods[i - 1].timestamp_ns);
    EXPECT_GE(moods[i].running_time_ns, moods[i - 1].running_time_ns);
    const auto step =
        static_cast<int64_t>(moods[i].timestamp_ns - moods[i - 1].timestamp_ns);
    if (std::abs(step - static_cast<int64_t>(100 * GST_MSECOND)) <
        static_cast<int64_t>(GST_MSECOND))
      ++steady;
  }
  EXPECT_GE(steady, moods.size() * 3 / 4);
  EXPECT_LE(moods.back().running_time_ns, capture.end_ns());
}

TEST_P(SoundServer, TheFirstMoodComesSoon) {
  Capture capture(GetParam().description);
  ASSERT_TRUE(capture.start());
  ASSERT_TRUE(capture.wait([&] { return !capture.moods().empty(); }))
      << capture.error();
  capture.stop();
  const HeardMood& first = capture.moods().front();
  const uint64_t start_ns = capture.first_pts_ns();
  ASSERT_TRUE(GST_CLOCK_TIME_IS_VALID(start_ns));
  EXPECT_EQ(first.timestamp_ns, start_ns);
  EXPECT_LE(first.timestamp_ns + first.duration_ns,
            start_ns + 300 * GST_MSECOND);
  // By the audio's own clock, with room for a machine that has other work.
  EXPECT_LE(first.audio_end_ns, start_ns + (300 + 700) * GST_MSECOND);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, SoundServer,
    testing::Values(
        Source{"Pulse", "pulsesrc", "pulsesrc device=moodtest.monitor"},
        Source{"PipeWire", "pipewiresrc",
               "pipewiresrc target-object=moodtest "
               "stream-properties=\"props,stream.capture.sink=true\""}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mood::test
