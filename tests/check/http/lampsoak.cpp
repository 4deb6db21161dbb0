/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lamps that are away for long, or hang: as many seconds as GST_MOOD_SOAK_S
 * says. */
#include <gst/gst.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <vector>

#include "fakeledfx.h"
#include "fakewled.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

constexpr int kBuffersPerSecond = 100;
/// Sanitizers keep what was freed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryTells = false;
#else
constexpr bool kMemoryTells = true;
#endif

double resident_mb() {
  size_t total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident) *
         static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// What came through to the loudspeaker.
struct Sound {
  explicit Sound(int buffers) : settled(std::min(buffers / 2, 6000)) {}

  static void heard(GstElement*, GstBuffer*, GstPad*, gpointer self) {
    auto* sound = static_cast<Sound*>(self);
    const int buffer = ++sound->buffers;
    if (buffer == sound->settled || buffer % (60 * kBuffersPerSecond) == 0)
      sound->memory_mb.push_back(resident_mb());
  }

  const int settled;  ///< after so many buffers everything has been loaded
  std::atomic<int> buffers = 0;
  std::vector<double> memory_mb;  ///< streaming thread, until the end
};

}  // namespace

TEST(LampSoak, ALampThatIsAwayForTenSecondsIsAskedSeldomAndShowsTheLastState) {
  FakeWled lamp;
  SinkBench bench("wledsink location=" + lamp.url());
  g_object_set(bench.sink(), "retry-min-interval", guint64{300} * GST_MSECOND,
               "retry-max-interval", guint64{2} * GST_SECOND, nullptr);
  bench.start();
  bench.push(brightness_line(0.2));
  ASSERT_TRUE(
      lamp.wait_for_state([](const auto& state) { return state.bri == 51; }));
  ASSERT_EQ(lamp.requests("GET", "/json/state").size(), 1u);
  lamp.set_fault(Fault::kDrop);
  bench.push(brightness_line(0.5));
  // Before the seventh time it is asked again: 0.3, 0.6, 1.2 and four times 2
  // s.
  EXPECT_TRUE(lamp.wait_for_requests("GET", "/json/state", 8));
  bench.push(brightness_line(1));
  lamp.set_fault(Fault::kNone);
  EXPECT_TRUE(
      lamp.wait_for_state([](const auto& state) { return state.bri == 255; }));
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_INFO) == 1; }));
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_LE(bench.stat("failures"), 9u);
}

TEST(LampSoak, LampsThatHangCostNeitherSoundNorMemory) {
  const char* wanted = std::getenv("GST_MOOD_SOAK_S");
  const int seconds = wanted != nullptr ? std::max(std::atoi(wanted), 4) : 5;
  const int buffers = seconds * kBuffersPerSecond;
  FakeWled lamp;
  FakeLedFx server;
  lamp.set_fault(Fault::kHang, "POST");
  server.set_fault(Fault::kHang, "PUT");
  const std::string description =
      "audiotestsrc is-live=true wave=ticks samplesperbuffer=441 num-buffers=" +
      std::to_string(buffers) +
      " ! audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! tee name=t "
      "t. ! queue ! fakesink name=sound sync=true signal-handoffs=true "
      "t. ! queue ! moodcontrol beat-flash=true ! tee name=c "
      "c. ! queue ! wledsink timeout=1000000000 location=" +
      lamp.url() +
      " c. ! queue ! ledfxsink timeout=1000000000 location=" + server.url();
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(description.c_str(), &error);
  ASSERT_EQ(error, nullptr) << error->message;
  Sound sound(buffers);
  GstElement* speaker = gst_bin_get_by_name(GST_BIN(pipeline), "sound");
  g_signal_connect(speaker, "handoff", G_CALLBACK(Sound::heard), &sound);
  gst_object_unref(speaker);

  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  GstBus* bus = gst_element_get_bus(pipeline);
  // Real time, and some for the start.
  GstMessage* message = gst_bus_timed_pop_filtered(
      bus, static_cast<GstClockTime>(seconds + 20) * GST_SECOND,
      static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
  EXPECT_NE(message, nullptr) << "the sound did not keep time";
  if (message != nullptr) {
    EXPECT_EQ(GST_MESSAGE_TYPE(message), GST_MESSAGE_EOS);
    gst_message_unref(message);
  }
  gst_object_unref(bus);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);

  EXPECT_EQ(sound.buffers, buffers);
  EXPECT_GE(lamp.requests("POST", "/json/state").size(), 1u);
  ASSERT_GE(sound.memory_mb.size(), 1u);
  std::cout << "resident:";
  for (const double mb : sound.memory_mb) std::cout << " " << mb;
  std::cout << " MB, at the end " << resident_mb() << " MB\n";
  if (kMemoryTells) {
    EXPECT_LE(resident_mb(), sound.memory_mb.front() + 2);
  }
}

}  // namespace mood::test
