/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "mqttplan.h"

namespace mood::test {
namespace {

struct Settings {
  LedSinkSettings led;
  MqttSettings mqtt;
};

Settings good_settings() {
  Settings settings;
  settings.led.location = "mqtt://127.0.0.1";
  return settings;
}

std::variant<MqttPlan, std::string> plan_of(const Settings& settings) {
  return make_mqtt_plan(settings.led, settings.mqtt, "pi");
}

MqttPlan good_plan(const Settings& settings) {
  auto plan = plan_of(settings);
  if (auto* error = std::get_if<std::string>(&plan)) {
    ADD_FAILURE() << *error;
    return {};
  }
  return std::get<MqttPlan>(std::move(plan));
}

}  // namespace

TEST(MqttPlan, HasDefaultsThatFollowFromTheHost) {
  const MqttPlan plan = good_plan(good_settings());
  EXPECT_EQ(plan.access.address.port, 1883);
  EXPECT_FALSE(plan.access.is_encrypted());
  EXPECT_EQ(plan.access.client_id, "gst-mood-pi");
  EXPECT_EQ(plan.topics.prefix, "gst-mood/pi");
  EXPECT_EQ(plan.discovery_prefix, "homeassistant");
  EXPECT_EQ(plan.access.qos, 1);
  EXPECT_EQ(plan.access.keep_alive_s, 15);
  EXPECT_TRUE(plan.wled_topics.empty());
}

TEST(MqttPlan, TakesWhatIsSet) {
  Settings settings = good_settings();
  settings.led.location = "mqtts://me:sec%20ret@broker.lan:9999";
  settings.mqtt.client_id = "kitchen";
  settings.mqtt.discovery = false;
  settings.mqtt.keep_alive_ns = 5'100'000'000;
  settings.mqtt.wled_topic = "wled/a, wled/b";
  const MqttPlan plan = good_plan(settings);
  EXPECT_TRUE(plan.access.is_encrypted());
  EXPECT_EQ(plan.access.address.port, 9999);
  EXPECT_EQ(plan.access.address.host, "broker.lan");
  EXPECT_EQ(plan.access.user, "me");
  EXPECT_EQ(plan.access.password, "sec ret");
  EXPECT_EQ(plan.topics.prefix, "gst-mood/kitchen");
  EXPECT_EQ(plan.discovery_prefix, "");
  EXPECT_EQ(plan.access.keep_alive_s, 6) << "not sooner than asked for";
  EXPECT_EQ(plan.wled_topics, (std::vector<std::string>{"wled/a", "wled/b"}));
}

TEST(MqttPlan, KnowsThePortOfMqtts) {
  Settings settings = good_settings();
  settings.led.location = "mqtts://127.0.0.1";
  EXPECT_EQ(good_plan(settings).access.address.port, 8883);
}

TEST(MqttPlan, TakesUserAndPasswordOfTheAddressFirst) {
  Settings settings = good_settings();
  settings.led.user = "other";
  settings.led.password = "word";
  EXPECT_EQ(good_plan(settings).access.user, "other");
  settings.led.location = "mqtt://me:mine@127.0.0.1";
  EXPECT_EQ(good_plan(settings).access.user, "me");
  EXPECT_EQ(good_plan(settings).access.password, "mine");
}

TEST(MqttPlan, TakesAddressesWithNumbers) {
  Settings settings = good_settings();
  settings.led.location = "[::1]:1884";
  const MqttPlan plan = good_plan(settings);
  EXPECT_EQ(plan.access.address.host, "::1");
  EXPECT_EQ(plan.access.address.url(), "mqtt://[::1]:1884");
}

struct BadCase {
  const char* name;
  std::function<void(Settings&)> spoil;
  const char* hint;  ///< is in the error
};

class BadPlans : public testing::TestWithParam<BadCase> {};

TEST_P(BadPlans, AreRefusedWithAdvice) {
  Settings settings = good_settings();
  settings.led.user = "me";
  settings.led.password = "Zitronenfalter";
  GetParam().spoil(settings);
  const auto plan = plan_of(settings);
  const auto* error = std::get_if<std::string>(&plan);
  ASSERT_NE(error, nullptr);
  EXPECT_NE(error->find(GetParam().hint), std::string::npos) << *error;
  EXPECT_EQ(error->find("Zitronenfalter"), std::string::npos) << *error;
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, BadPlans,
    testing::Values(
        BadCase{"NoLocation", [](Settings& s) { s.led.location = " , "; },
                "set the property location"},
        BadCase{"SeveralBrokers",
                [](Settings& s) { s.led.location = "mqtt://a,mqtt://b"; },
                "one ledmqttsink for each"},
        BadCase{"CommaInThePassword",
                [](Settings& s) {
                  s.led.location = "mqtt://me:Zitronenfalter,1@host";
                },
                "%2C"},
        BadCase{"OtherScheme",
                [](Settings& s) {
                  s.led.location = "http://me:Zitronenfalter@host";
                },
                "mqtts://"},
        BadCase{"Path",
                [](Settings& s) {
                  s.led.location = "mqtt://me:Zitronenfalter@host/home";
                },
                "property topic"},
        BadCase{"PasswordWithoutUser", [](Settings& s) { s.led.user = ""; },
                "property user"},
        BadCase{"Wildcard", [](Settings& s) { s.mqtt.topic = "home/#"; },
                "property topic"},
        BadCase{"SlashAtTheEnd", [](Settings& s) { s.mqtt.topic = "home/"; },
                "property topic"},
        BadCase{"SystemTopic", [](Settings& s) { s.mqtt.topic = "$SYS/x"; },
                "property topic"},
        BadCase{"LongTopic",
                [](Settings& s) { s.mqtt.topic = std::string(300, 'x'); },
                "property topic"},
        BadCase{"DiscoveryPrefix",
                [](Settings& s) { s.mqtt.discovery_prefix = ""; },
                "property discovery-prefix"},
        BadCase{"WledTopic", [](Settings& s) { s.mqtt.wled_topic = "a+b"; },
                "property wled-topic"},
        BadCase{"ClientId", [](Settings& s) { s.mqtt.client_id = "\xff"; },
                "property client-id"},
        BadCase{"CaFile",
                [](Settings& s) { s.mqtt.ca_file = "/nowhere/ca.pem"; },
                "property ca-file"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace mood::test
