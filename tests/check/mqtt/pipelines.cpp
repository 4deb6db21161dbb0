/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include <memory>
#include <vector>

#include "jsondocument.h"
#include "messagelog.h"
#include "mqttbench.h"
#include "punctuality.h"

namespace mood::test {
namespace {

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

TEST_F(MqttPipeline, CommandsArriveWhenTheyAreDue) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start_by_the_clock();
  ASSERT_TRUE(is_online(subscriber));
  const Punctuality punctuality(bench);
  ASSERT_TRUE(
      subscriber.wait_for_count("music/command", Punctuality::kCommands));
  std::vector<Punctuality::Clock::time_point> arrivals;
  for (const auto& message : subscriber.messages("music/command"))
    arrivals.push_back(message.time);
  punctuality.judge(arrivals);
}

}  // namespace mood::test
