/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gst/gst.h>

#include <set>

#include "jsondocument.h"
#include "mqttbench.h"

namespace mood::test {
namespace {

constexpr const char* kPeak =
    "mood, state=peak, category=rock_energetic_bright, energy=0.8, "
    "valence=0.6, intensity=0.7, tempo=128.0, key=A, mode=minor, genre=rock";

/// What a broker has kept, by topic.
std::set<std::string> kept_topics(const Broker& broker) {
  Subscriber late(broker);
  // What is kept comes before what comes later.
  late.publish("marker", "1");
  EXPECT_TRUE(late.wait_for("marker", "1"));
  std::set<std::string> topics;
  for (const Subscriber::Message& message : late.messages())
    if (message.retained) topics.insert(message.topic);
  return topics;
}

bool starts_with_any(const std::set<std::string>& topics,
                     const std::string& prefix) {
  const auto found = topics.lower_bound(prefix);
  return found != topics.end() && found->starts_with(prefix);
}

JsonDocument parse(const std::string& text) {
  auto document = JsonDocument::parse(text, nullptr);
  EXPECT_TRUE(document) << text;
  return document ? *std::move(document) : *JsonDocument::parse("{}", nullptr);
}

}  // namespace

using LedMqttSink = MqttBench;

TEST_F(LedMqttSink, CommandsArriveAtTheirTopics) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  bench.push(
      R"({"v":1,"command":"scene","scene":"Calm","cause":"section:chorus"})"
      "\n");
  EXPECT_TRUE(subscriber.wait_for("music/scene", "Calm"));
  bench.push(R"({"command":"effect","gradient":"Ocean","colors":["#010203"]})");
  EXPECT_TRUE(subscriber.wait_for_count("music/effect", 1));
  bench.push(R"({"command":"flash","color":"#ff0000","duration":100,)"
             R"("brightness":0.5})");
  EXPECT_TRUE(subscriber.wait_for_count("music/flash", 1));
  bench.push(R"({"command":"release","cause":"silence"})");
  EXPECT_TRUE(subscriber.wait_for_count("music/command", 4));
  const char* expected[] = {"scene", "effect", "flash", "release"};
  const auto commands = subscriber.messages("music/command");
  ASSERT_EQ(commands.size(), 4u);
  for (size_t i = 0; i < 4; ++i)
    EXPECT_EQ(parse(commands[i].payload).root()["command"].string(),
              expected[i]);
  EXPECT_EQ(parse(subscriber.last("music/effect")).root()["rgb"].text(),
            "[1,2,3]");
}

TEST_F(LedMqttSink, TheBrokerKeepsValuesButNoCommands) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  send(bench, kPeak);
  bench.push(R"({"command":"scene","scene":"Calm"})");
  ASSERT_TRUE(subscriber.wait_for("music/scene", "Calm"));
  ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
  const std::set<std::string> kept = kept_topics(broker);
  for (const char* topic : {"music/status", "music/mood", "music/category",
                            "music/energy", "music/valence", "music/intensity",
                            "music/key", "music/bpm", "music/genre"})
    EXPECT_TRUE(kept.contains(topic)) << topic;
  EXPECT_FALSE(kept.contains("music/command"));
  EXPECT_FALSE(kept.contains("music/scene"));
}

TEST_F(LedMqttSink, EventsBecomeValues) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("sensor-interval=100000000"));
  bench.start();
  send(bench, kPeak);
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_TRUE(subscriber.wait_for("music/category", "rock_energetic_bright"));
  EXPECT_TRUE(subscriber.wait_for("music/energy", "0.80"));
  EXPECT_TRUE(subscriber.wait_for("music/valence", "0.60"));
  EXPECT_TRUE(subscriber.wait_for("music/intensity", "0.70"));
  EXPECT_TRUE(subscriber.wait_for("music/key", "A minor"));
  EXPECT_TRUE(subscriber.wait_for("music/bpm", "128.0"));
  EXPECT_TRUE(subscriber.wait_for("music/genre", "rock"));
  send(bench, "mood-section, section=chorus, event=none");
  EXPECT_TRUE(subscriber.wait_for("music/section", "chorus"));
  send(bench, "mood, state=silence, energy=0.0");
  EXPECT_TRUE(subscriber.wait_for("music/mood", "silence"));
  EXPECT_TRUE(subscriber.wait_for("music/energy", "0.00"));
  EXPECT_TRUE(subscriber.wait_for("music/key", "none"));
  EXPECT_EQ(subscriber.last("music/section"), "chorus");
}

TEST_F(LedMqttSink, WithoutEventsTheMoodOfCommandsCounts) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  bench.push(R"({"command":"effect","mood":{"state":"chill","category":"calm",)"
             R"("energy":0.25,"tempo":90}})");
  EXPECT_TRUE(subscriber.wait_for("music/mood", "chill"));
  EXPECT_TRUE(subscriber.wait_for("music/bpm", "90.0"));
  EXPECT_TRUE(subscriber.messages("music/key").empty());
}

TEST_F(LedMqttSink, WithEventsItDoesNot) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  send(bench, kPeak);
  ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
  bench.push(R"({"command":"effect","mood":{"state":"chill"}})");
  bench.push(R"({"command":"scene","scene":"last"})");
  ASSERT_TRUE(subscriber.wait_for("music/scene", "last"));
  EXPECT_EQ(subscriber.messages("music/mood").size(), 1u);
}

TEST_F(LedMqttSink, ASourceThatDeliversNothingMoreIsSilent) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  send(bench, kPeak);
  ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
  bench.push(R"({"command":"effect","cause":"silence","mood":)"
             R"({"state":"peak"}})");
  EXPECT_TRUE(subscriber.wait_for("music/mood", "silence"));
  send(bench, kPeak);
  EXPECT_TRUE(subscriber.wait_for("music/mood", "peak"));
}

TEST_F(LedMqttSink, BeatsAreToldIfAskedFor) {
  Subscriber subscriber(broker);
  const char* beat = "mood-beat, tempo=120.0, confidence=0.5, beat=(uint)3";
  {
    SinkBench bench(sink());
    bench.start();
    ASSERT_TRUE(is_online(subscriber));
    send(bench, beat);
    send(bench, kPeak);
    ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
    EXPECT_TRUE(subscriber.messages("music/beat").empty());
  }
  ASSERT_TRUE(subscriber.wait_for("music/status", "offline"));
  SinkBench bench(sink("beats=true"));
  bench.start();
  ASSERT_TRUE(is_online(subscriber));
  send(bench, beat);
  EXPECT_TRUE(subscriber.wait_for(
      "music/beat", R"({"beat":3,"tempo":120,"confidence":0.5})"));
  EXPECT_FALSE(kept_topics(broker).contains("music/beat"));
}

TEST_F(LedMqttSink, WhatIsHeardLaterIsToldLater) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("beats=true"));
  bench.start_by_the_clock();
  ASSERT_TRUE(is_online(subscriber));
  constexpr auto kWait = std::chrono::milliseconds(600);
  const auto sent = std::chrono::steady_clock::now();
  const GstClockTime due =
      bench.running_time() + std::chrono::nanoseconds(kWait).count();
  send(bench,
       "mood-beat, tempo=120.0, running-time=(guint64)" + std::to_string(due));
  ASSERT_TRUE(subscriber.wait_for_count("music/beat", 1));
  EXPECT_GE(subscriber.messages("music/beat")[0].time - sent,
            kWait - std::chrono::milliseconds(5));
}

TEST_F(LedMqttSink, AFlushForgetsWhatWillNotBeHeard) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("beats=true"));
  bench.start_by_the_clock();
  ASSERT_TRUE(is_online(subscriber));
  send(bench, "mood-beat, tempo=60.0, running-time=(guint64)1000000000");
  GstPad* pad = gst_element_get_static_pad(bench.sink(), "sink");
  EXPECT_TRUE(gst_pad_send_event(pad, gst_event_new_flush_start()));
  EXPECT_TRUE(gst_pad_send_event(pad, gst_event_new_flush_stop(FALSE)));
  gst_object_unref(pad);
  send(bench, "mood-beat, tempo=120.0, running-time=(guint64)1500000000");
  ASSERT_TRUE(subscriber.wait_for_count("music/beat", 1));
  EXPECT_NE(subscriber.last("music/beat").find("120"), std::string::npos);
}

TEST_F(LedMqttSink, LightsWledLampsThatListenToTheBroker) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("wled-topic=\"wled/kitchen,wled/desk\""));
  bench.start();
  bench.push(R"({"command":"effect","gradient":"x","colors":["#010203"],)"
             R"("brightness":1,"targets":["kitchen"]})");
  EXPECT_TRUE(subscriber.wait_for(
      "wled/kitchen/api",
      R"({"on":true,"bri":255,"tt":0,"seg":{"col":[[1,2,3]]}})"));
  bench.push(R"({"command":"flash","color":"#ff0000","duration":50,)"
             R"("brightness":1})");
  EXPECT_TRUE(subscriber.wait_for_count("wled/kitchen/api", 3));
  EXPECT_EQ(subscriber.messages("wled/kitchen/api")[2].payload,
            subscriber.messages("wled/kitchen/api")[0].payload);
  EXPECT_TRUE(subscriber.messages("wled/desk/api").empty());
  bench.push(R"({"command":"scene","scene":"Calm Dark"})");
  EXPECT_TRUE(subscriber.wait_for("music/scene", "Calm Dark"));
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
}

TEST_F(LedMqttSink, SaysGoodbyeWhenItStops) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  bench.start();
  bench.push(R"({"command":"scene","scene":"Calm"})");
  ASSERT_TRUE(subscriber.wait_for("music/scene", "Calm"));
  bench.stop();
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
  EXPECT_EQ(parse(subscriber.last("music/command")).root()["command"].string(),
            "release");
  EXPECT_EQ(subscriber.messages("music/status").size(), 2u)
      << "a clean goodbye does not publish the will as well";
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 0u);
}

TEST_F(LedMqttSink, ReleasesNothingIfToldSo) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("release-on-stop=false"));
  bench.start();
  bench.push(R"({"command":"scene","scene":"Calm"})");
  ASSERT_TRUE(subscriber.wait_for("music/scene", "Calm"));
  bench.stop();
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
  EXPECT_EQ(subscriber.messages("music/command").size(), 1u);
}

TEST_F(LedMqttSink, MayBeStartedAgain) {
  Subscriber subscriber(broker);
  SinkBench bench(sink());
  for (int i = 0; i < 3; ++i) {
    bench.start();
    bench.push(R"({"command":"scene","scene":")" + std::to_string(i) + "\"}");
    ASSERT_TRUE(subscriber.wait_for("music/scene", std::to_string(i)));
    bench.stop();
    ASSERT_TRUE(subscriber.wait_for("music/status", "offline"));
  }
}

TEST_F(LedMqttSink, EveryQualityOfServiceWorks) {
  for (const char* qos : {"0", "1", "2"}) {
    Subscriber subscriber(broker);
    SinkBench bench(sink(std::string("mqtt-qos=") + qos));
    bench.start();
    bench.push(R"({"command":"scene","scene":"Calm"})");
    EXPECT_TRUE(subscriber.wait_for("music/scene", "Calm")) << qos;
    bench.stop();
    EXPECT_TRUE(subscriber.wait_for("music/status", "offline")) << qos;
  }
}

TEST_F(LedMqttSink, TellsHomeAssistantNothingIfToldSo) {
  Subscriber subscriber(broker);
  SinkBench bench(sink("discovery=false"));
  bench.start();
  send(bench, kPeak);
  ASSERT_TRUE(subscriber.wait_for("music/mood", "peak"));
  EXPECT_FALSE(starts_with_any(kept_topics(broker), "homeassistant/"));
}

TEST_F(LedMqttSink, ABadSettingIsAnErrorAtTheStart) {
  SinkBench bench(sink());
  g_object_set(bench.sink(), "topic", "music/#", nullptr);
  EXPECT_EQ(bench.start(), GST_STATE_CHANGE_FAILURE);
  ASSERT_GE(bench.log().count(GST_MESSAGE_ERROR), 1u);
  EXPECT_NE(bench.log().texts(GST_MESSAGE_ERROR)[0].find("property topic"),
            std::string::npos);
}

}  // namespace mood::test
