/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "fakeledfx.h"
#include "fakewled.h"
#include "messagelog.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipeline {
  explicit Pipeline(const std::string& description) {
    GError* error = nullptr;
    element = gst_parse_launch(description.c_str(), &error);
    EXPECT_EQ(error, nullptr) << error->message;
    gst_object_ref_sink(element);
    log = std::make_unique<MessageLog>(element);
    gst_element_set_state(element, GST_STATE_PLAYING);
  }
  ~Pipeline() {
    gst_element_set_state(element, GST_STATE_NULL);
    log.reset();
    gst_object_unref(element);
  }
  GstElement* element;
  std::unique_ptr<MessageLog> log;
};

GstClockTime running_time(GstElement* element) {
  GstClock* clock = gst_element_get_clock(element);
  const GstClockTime now =
      gst_clock_get_time(clock) - gst_element_get_base_time(element);
  gst_object_unref(clock);
  return now;
}

}  // namespace

TEST(LedPipeline, SoundChangesAWledLampAndItIsGivenBack) {
  FakeWled lamp;
  const FakeWled::State before = lamp.state();
  {
    Pipeline pipeline(
        "audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
        "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol ! "
        "wledsink max-rate=100 location=" +
        lamp.url());
    EXPECT_TRUE(lamp.wait_for_requests("POST", "/json/state", 1));
    EXPECT_NE(lamp.changes().at(0).find("\"col\":[["), std::string::npos);
  }
  EXPECT_EQ(lamp.state(), before);
}

TEST(LedPipeline, SoundChangesLedFx) {
  FakeLedFx server;
  const FakeLedFx::Effects before = server.effects();
  {
    Pipeline pipeline(
        "audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
        "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol ! "
        "ledfxsink max-rate=100 location=" +
        server.url());
    EXPECT_TRUE(server.wait_for_effects([](const auto& effects) {
      return effects.at("desk").gradient.starts_with("linear-gradient");
    }));
  }
  EXPECT_EQ(server.effects(), before);
}

// Prints how long after its time a command is at the lamp; asserts only that
// none came early.
TEST(LedPipeline, CommandsAreSentWhenTheyAreDue) {
  constexpr int kCommands = 50;
  constexpr GstClockTime kStep = 120 * GST_MSECOND;
  FakeWled lamp;
  SinkBench bench("wledsink location=" + lamp.url());
  g_object_set(bench.sink(), "sync", TRUE, nullptr);
  bench.start();
  ASSERT_TRUE(lamp.wait_for_requests("GET", "/json/palettes", 1));
  ASSERT_EQ(gst_element_get_state(bench.pipeline(), nullptr, nullptr,
                                  20 * GST_SECOND),
            GST_STATE_CHANGE_SUCCESS);
  const GstClockTime start = running_time(bench.pipeline()) + GST_SECOND / 2;
  const auto base =
      Clock::now() - std::chrono::nanoseconds(running_time(bench.pipeline()));
  for (int i = 0; i < kCommands; ++i)
    bench.push(brightness_line(0.2 + 0.01 * i), start + i * kStep);
  ASSERT_TRUE(lamp.wait_for_requests("POST", "/json/state", kCommands));
  std::vector<double> late_ms;
  for (const Request& request : lamp.requests("POST", "/json/state")) {
    const auto due =
        base + std::chrono::nanoseconds(start + late_ms.size() * kStep);
    late_ms.push_back(
        std::chrono::duration<double, std::milli>(request.time - due).count());
  }
  std::sort(late_ms.begin(), late_ms.end());
  EXPECT_GE(late_ms.front(), -1);
  std::cout << "late by " << late_ms[kCommands / 2] << " ms (median), "
            << late_ms[kCommands * 99 / 100] << " ms (99 %)\n";
}

}  // namespace mood::test
