/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What Home Assistant sees of a sink. */
#include <set>

#include "jsondocument.h"
#include "mqttbench.h"

namespace mood::test {
namespace {

constexpr const char* kConfig = "homeassistant/sensor/tester/mood/config";

}  // namespace

using HomeAssistant = MqttBench;

TEST_F(HomeAssistant, FindsEverySensorWithItsValue) {
  SinkBench bench(sink());
  {
    Subscriber subscriber(broker);
    bench.start();
    send(bench, "mood, state=peak, energy=0.8, key=A, mode=minor");
    send(bench, "mood-section, section=chorus");
    ASSERT_TRUE(subscriber.wait_for("music/section", "chorus"));
    ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
  }
  // Comes later, as Home Assistant may.
  Subscriber home_assistant(broker);
  std::set<std::string> values;
  ASSERT_TRUE(home_assistant.wait_for("music/section", "chorus"));
  ASSERT_TRUE(home_assistant.wait_for_count(
      "homeassistant/sensor/tester/genre/config", 1));
  for (const Subscriber::Message& message : home_assistant.messages()) {
    if (!message.topic.starts_with("homeassistant/")) continue;
    EXPECT_TRUE(message.retained);
    const auto config = JsonDocument::parse(message.payload, nullptr);
    ASSERT_TRUE(config) << message.payload;
    const std::string topic =
        config->root()["state_topic"].string().value_or("");
    EXPECT_TRUE(home_assistant.wait_for_count(topic, 1)) << topic;
    EXPECT_EQ(config->root()["availability_topic"].string(), "music/status");
    values.insert(topic);
  }
  EXPECT_EQ(values, (std::set<std::string>{
                        "music/mood", "music/category", "music/energy",
                        "music/valence", "music/intensity", "music/key",
                        "music/bpm", "music/section", "music/genre"}));
  EXPECT_EQ(home_assistant.last("music/status"), "online");
}

TEST_F(HomeAssistant, IsToldAgainWhenItStarts) {
  Subscriber home_assistant(broker);
  SinkBench bench(sink());
  bench.start();
  send(bench, "mood, state=peak");
  ASSERT_TRUE(home_assistant.wait_for("music/mood", "peak"));
  ASSERT_TRUE(home_assistant.wait_for_count(kConfig, 1));
  home_assistant.publish("homeassistant/status", "offline");
  home_assistant.publish("homeassistant/status", "online");
  EXPECT_TRUE(home_assistant.wait_for_count(kConfig, 2));
  EXPECT_TRUE(home_assistant.wait_for_count("music/mood", 2));
}

TEST_F(HomeAssistant, IsNotFloodedIfItKeepsStarting) {
  Subscriber home_assistant(broker);
  SinkBench bench(sink());
  bench.start();
  ASSERT_TRUE(home_assistant.wait_for_count(kConfig, 1));
  for (int i = 0; i < 200; ++i)
    home_assistant.publish("homeassistant/status", "online");
  ASSERT_TRUE(home_assistant.wait_for_count(kConfig, 2));
  const auto told = home_assistant.messages(kConfig);
  EXPECT_GE(told[1].time - told[0].time, std::chrono::milliseconds(900));
}

TEST_F(HomeAssistant, MayHaveAnotherPrefix) {
  Subscriber home_assistant(broker);
  SinkBench bench(sink("discovery-prefix=ha"));
  bench.start();
  ASSERT_TRUE(home_assistant.wait_for_count("ha/sensor/tester/mood/config", 1));
  home_assistant.publish("ha/status", "online");
  EXPECT_TRUE(home_assistant.wait_for_count("ha/sensor/tester/mood/config", 2));
}

}  // namespace mood::test
