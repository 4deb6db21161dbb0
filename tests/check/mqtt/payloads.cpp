/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>
#include <mosquitto.h>

#include <cerrno>
#include <map>
#include <set>
#include <string>

#include "clientname.h"
#include "commandmessages.h"
#include "discovery.h"
#include "jsondocument.h"
#include "mqtterrors.h"
#include "sensors.h"

namespace mood::test {
namespace {

const MqttTopics kTopics = {"music"};
const ClientName kClient = make_client_name("living room", "host");

SceneCommand command(SceneActionVariant action) {
  SceneCommand result;
  result.action = std::move(action);
  result.running_time_ns = 1'500'000'000;
  result.cause = "state:peak";
  result.targets = {"desk"};
  result.mood.state = State::kPeak;
  result.mood.metrics.energy = 0.8;
  return result;
}

EffectAction full_effect() {
  EffectAction effect;
  effect.gradient = "Sunset";
  effect.colours = {{255, 128, 0}, {1, 2, 3}};
  effect.speed = 2.5;
  effect.blur = 0.35;
  effect.brightness = 0.7;
  effect.transition_ms = 150;
  return effect;
}

}  // namespace

struct NameCase {
  const char* client_id;
  const char* host;
  ClientName expected;
};

class ClientNames : public testing::TestWithParam<NameCase> {};

TEST_P(ClientNames, FollowFromTheIdOrTheHost) {
  const ClientName name =
      make_client_name(GetParam().client_id, GetParam().host);
  EXPECT_EQ(name.id, GetParam().expected.id);
  EXPECT_EQ(name.path, GetParam().expected.path);
  EXPECT_EQ(name.node, GetParam().expected.node);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ClientNames,
    testing::Values(
        NameCase{"", "pi", {"gst-mood-pi", "pi", "gst-mood-pi"}},
        NameCase{
            "", "", {"gst-mood-localhost", "localhost", "gst-mood-localhost"}},
        NameCase{"kitchen", "pi", {"kitchen", "kitchen", "kitchen"}},
        NameCase{"a/b+c#", "pi", {"a/b+c#", "a_b_c_", "a_b_c_"}},
        NameCase{
            "Wohnzimmer links",
            "pi",
            {"Wohnzimmer links", "Wohnzimmer links", "Wohnzimmer_links"}}));

struct CommandCase {
  const char* name;
  SceneActionVariant action;
  /// By topic; `command` is left out.
  std::map<std::string, std::string> expected;
};

class CommandMessages : public testing::TestWithParam<CommandCase> {};

TEST_P(CommandMessages, HaveATopicForEachKind) {
  const MqttMessages messages =
      command_messages(command(GetParam().action), kTopics);
  ASSERT_FALSE(messages.empty());
  EXPECT_EQ(messages[0].topic, "music/command");
  std::map<std::string, std::string> others;
  for (const MqttMessage& message : messages) {
    EXPECT_FALSE(message.retain) << message.topic;
    if (message.topic != "music/command")
      others[message.topic] = message.payload;
  }
  EXPECT_EQ(others, GetParam().expected);
}

TEST_P(CommandMessages, HaveAllOfTheCommandInOne) {
  const SceneCommand sent = command(GetParam().action);
  const auto document =
      JsonDocument::parse(command_messages(sent, kTopics)[0].payload, nullptr);
  ASSERT_TRUE(document);
  const JsonValue json = document->root();
  EXPECT_EQ(json["v"].integer(), 1);
  EXPECT_EQ(json["command"].string(), command_name(sent));
  EXPECT_EQ(json["running-time"].integer(), 1'500'000'000);
  EXPECT_EQ(json["cause"].string(), "state:peak");
  EXPECT_EQ(json["targets"].text(), "[\"desk\"]");
  EXPECT_EQ(json["mood"]["state"].string(), "peak");
  EXPECT_EQ(json["mood"]["energy"].number(), 0.8);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, CommandMessages,
    testing::Values(
        CommandCase{
            "Scene", SceneAction{"Calm Dark"}, {{"music/scene", "Calm Dark"}}},
        CommandCase{
            "Effect",
            full_effect(),
            {{"music/effect",
              R"({"gradient":"Sunset","colors":["#ff8000","#010203"],)"
              R"("speed":2.5,"blur":0.35,"brightness":0.7,"transition":150,)"
              R"("rgb":[255,128,0],"cause":"state:peak","targets":["desk"]})"}}},
        CommandCase{
            "EmptyEffect",
            EffectAction(),
            {{"music/effect",
              R"({"transition":0,"cause":"state:peak","targets":["desk"]})"}}},
        CommandCase{
            "Flash",
            FlashAction{{255, 0, 0}, 120, 1},
            {{"music/flash",
              R"({"color":"#ff0000","duration":120,"brightness":1,)"
              R"("rgb":[255,0,0],"cause":"state:peak","targets":["desk"]})"}}},
        CommandCase{"Release", ReleaseAction(), {}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(CommandMessage, KeepsColoursThatHaveNoGradient) {
  EffectAction effect;
  effect.colours = {{1, 2, 3}};
  const MqttMessages messages = command_messages(command(effect), kTopics);
  EXPECT_NE(messages[0].payload.find(R"("colors":["#010203"])"),
            std::string::npos);
}

TEST(BeatMessage, HasPlaceTempoAndConfidence) {
  BeatUpdate beat;
  beat.bar_position = 3;
  beat.tempo_bpm = 120.5;
  beat.confidence = 0.9;
  const MqttMessage message = beat_message(beat, kTopics);
  EXPECT_EQ(message.topic, "music/beat");
  EXPECT_EQ(message.payload, R"({"beat":3,"tempo":120.5,"confidence":0.9})");
  EXPECT_FALSE(message.retain);
}

TEST(Discovery, TellsOfEverySensorOnce) {
  const MqttMessages messages =
      discovery_messages("homeassistant", kClient, kTopics);
  ASSERT_EQ(messages.size(), kSensorCount);
  std::set<std::string> ids, topics;
  for (const MqttMessage& message : messages) {
    EXPECT_TRUE(message.retain);
    EXPECT_TRUE(message.topic.starts_with("homeassistant/sensor/living_room/"))
        << message.topic;
    EXPECT_TRUE(message.topic.ends_with("/config"));
    const auto document = JsonDocument::parse(message.payload, nullptr);
    ASSERT_TRUE(document) << message.payload;
    const JsonValue json = document->root();
    ids.insert(json["unique_id"].string().value_or(""));
    topics.insert(message.topic);
    EXPECT_TRUE(
        json["state_topic"].string().value_or("").starts_with("music/"));
    EXPECT_TRUE(json["icon"].string().value_or("").starts_with("mdi:"));
    EXPECT_EQ(json["availability_topic"].string(), "music/status");
    EXPECT_EQ(json["payload_available"].string(), "online");
    EXPECT_EQ(json["payload_not_available"].string(), "offline");
    EXPECT_EQ(json["device"]["name"].string(), "living room");
    EXPECT_EQ(json["device"]["identifiers"].text(), "[\"living room\"]");
    EXPECT_TRUE(json["name"].string());
  }
  EXPECT_EQ(ids.size(), kSensorCount);
  EXPECT_EQ(topics.size(), kSensorCount);
}

TEST(Discovery, GivesNumbersAUnitAndAHistory) {
  const MqttMessages messages =
      discovery_messages("homeassistant", kClient, kTopics);
  for (const MqttMessage& message : messages) {
    const auto document = JsonDocument::parse(message.payload, nullptr);
    ASSERT_TRUE(document);
    const JsonValue json = document->root();
    const std::string topic = json["state_topic"].string().value_or("");
    const bool is_tempo = topic == "music/bpm";
    const bool is_share = topic == "music/energy" || topic == "music/valence" ||
                          topic == "music/intensity";
    EXPECT_EQ(json["unit_of_measurement"].string().value_or(""),
              is_tempo ? "BPM" : "");
    EXPECT_EQ(json["state_class"].string().value_or(""),
              is_tempo || is_share ? "measurement" : "");
  }
}

TEST(Discovery, ListensToHomeAssistantWhereItMayBe) {
  using Topics = std::vector<std::string>;
  EXPECT_EQ(home_assistant_status_topics("homeassistant"),
            Topics{"homeassistant/status"});
  EXPECT_EQ(home_assistant_status_topics("ha"),
            (Topics{"homeassistant/status", "ha/status"}));
}

struct PayloadCase {
  SensorId id;
  SensorValues::Value value;
  const char* expected;
};

class SensorPayloads : public testing::TestWithParam<PayloadCase> {};

TEST_P(SensorPayloads, AreNeverEmpty) {
  EXPECT_EQ(sensor_payload(GetParam().id, GetParam().value),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, SensorPayloads,
    testing::Values(PayloadCase{SensorId::kEnergy, 0.0, "0.00"},
                    PayloadCase{SensorId::kEnergy, 0.816, "0.82"},
                    PayloadCase{SensorId::kValence, 1.0, "1.00"},
                    PayloadCase{SensorId::kTempo, 128.04, "128.0"},
                    PayloadCase{SensorId::kTempo, 0.0, "0.0"},
                    PayloadCase{SensorId::kMood, "peak", "peak"},
                    PayloadCase{SensorId::kCategory, "", "unknown"},
                    PayloadCase{SensorId::kSection, "", "unknown"},
                    PayloadCase{SensorId::kKey, "C# minor", "C# minor"},
                    PayloadCase{SensorId::kKey, "", "none"}));

TEST(MqttErrors, AlwaysSayWhatToDoAboutALostConnection) {
  for (const std::string& text : {describe_mqtt_error(MOSQ_ERR_CONN_LOST, 0),
                                  describe_mqtt_error(MOSQ_ERR_ERRNO, 0)})
    EXPECT_NE(text.find("the port"), std::string::npos) << text;
  EXPECT_NE(describe_mqtt_error(MOSQ_ERR_ERRNO, ECONNREFUSED).find("refused"),
            std::string::npos);
}

TEST(SensorValues, LeaveOutTextsThatHomeAssistantWouldNotTake) {
  SensorValues values;
  values.set(SensorId::kCategory, std::string(kMaxSensorText + 1, 'x'));
  EXPECT_EQ(values[SensorId::kCategory], SensorValues::Value(""));
  values.set(SensorId::kCategory, "\xff");
  EXPECT_EQ(values[SensorId::kCategory], SensorValues::Value(""));
  values.set(SensorId::kCategory, std::string(kMaxSensorText, 'x'));
  EXPECT_NE(values[SensorId::kCategory], SensorValues::Value(""));
}

}  // namespace mood::test
