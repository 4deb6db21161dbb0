/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "jsondocument.h"
#include "messagelog.h"
#include "mqttbench.h"

namespace mood::test {
namespace {

GstClockTime running_time(GstElement* element) {
  GstClock* clock = gst_element_get_clock(element);
  const GstClockTime now =
      gst_clock_get_time(clock) - gst_element_get_base_time(element);
  gst_object_unref(clock);
  return now;
}

bool is_known(const Subscriber& subscriber, const std::string& topic) {
  return subscriber.wait_until([&] {
    const std::string value = subscriber.last(topic);
    return !value.empty() && value != "unknown";
  });
}

}  // namespace

using MqttPipeline = MqttBench;

TEST_F(MqttPipeline, SoundBecomesValuesAndCommands) {
  Subscriber subscriber(broker);
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(
      ("audiotestsrc is-live=true wave=white-noise volume=0.5 ! "
       "audio/x-raw,rate=44100,channels=2 ! moodanalyzer ! moodcontrol ! " +
       sink())
          .c_str(),
      &error);
  ASSERT_EQ(error, nullptr) << error->message;
  gst_object_ref_sink(pipeline);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  EXPECT_TRUE(is_known(subscriber, "music/mood"));
  EXPECT_TRUE(is_known(subscriber, "music/category"));
  EXPECT_TRUE(subscriber.wait_until([&] {
    const auto command =
        JsonDocument::parse(subscriber.last("music/effect"), nullptr);
    return command && command->root()["colors"].size() > 0;
  }));
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
}

// Prints how long after its time a command is at a subscriber; asserts only
// that none came early.
TEST_F(MqttPipeline, CommandsArriveWhenTheyAreDue) {
  constexpr size_t kCommands = 50;
  constexpr GstClockTime kStep = 120 * GST_MSECOND;
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  g_object_set(bench.sink(), "sync", TRUE, nullptr);
  bench.start();
  ASSERT_TRUE(is_online(subscriber));
  ASSERT_EQ(gst_element_get_state(bench.pipeline(), nullptr, nullptr,
                                  20 * GST_SECOND),
            GST_STATE_CHANGE_SUCCESS);
  const GstClockTime start = running_time(bench.pipeline()) + GST_SECOND / 2;
  const auto base = std::chrono::steady_clock::now() -
                    std::chrono::nanoseconds(running_time(bench.pipeline()));
  for (size_t i = 0; i < kCommands; ++i)
    bench.push(brightness_line(0.2 + 0.01 * static_cast<double>(i)),
               start + i * kStep);
  ASSERT_TRUE(subscriber.wait_for_count("music/command", kCommands));
  std::vector<double> late_ms;
  for (const auto& message : subscriber.messages("music/command")) {
    const auto due =
        base + std::chrono::nanoseconds(start + late_ms.size() * kStep);
    late_ms.push_back(
        std::chrono::duration<double, std::milli>(message.time - due).count());
  }
  std::sort(late_ms.begin(), late_ms.end());
  EXPECT_GE(late_ms.front(), -1);
  std::cout << "late by " << late_ms[kCommands / 2] << " ms (median), "
            << late_ms[kCommands * 99 / 100] << " ms (99 %)\n";
}

}  // namespace mood::test
