/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "logcapture.h"
#include "mqttbench.h"

namespace mood::test {
namespace {

constexpr const char* kPassword = "Zitronenfalter";

struct GuardedBroker : MqttBench {
  void SetUp() override {
    if (Broker::is_installed()) broker.require("me", kPassword);
    MqttBench::SetUp();
  }
};

struct EncryptedBroker : MqttBench {
  void SetUp() override {
    gchar* openssl = g_find_program_in_path("openssl");
    if (openssl == nullptr) GTEST_SKIP() << "needs the program openssl";
    g_free(openssl);
    if (Broker::is_installed()) broker.encrypt();
    MqttBench::SetUp();
  }
  std::string encrypted_sink(const std::string& host,
                             const std::string& properties) {
    return "ledmqttsink topic=music location=mqtts://" + host + ':' +
           std::to_string(broker.port()) + ' ' + properties;
  }
};

}  // namespace

TEST_F(GuardedBroker, UserAndPasswordLetIn) {
  Subscriber subscriber(broker);
  LogCapture capture;
  SinkBench bench(sink());
  g_object_set(bench.sink(), "user", "me", "password", kPassword, nullptr);
  bench.start();
  EXPECT_TRUE(is_online(subscriber));
  bench.stop();
  EXPECT_TRUE(capture.contains("127.0.0.1")) << "nothing was captured";
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST_F(GuardedBroker, TheyMayBePartOfTheLocation) {
  Subscriber subscriber(broker);
  LogCapture capture;
  SinkBench bench(sink());
  const std::string location =
      std::string("mqtt://me:") + kPassword + '@' + broker.host_and_port();
  g_object_set(bench.sink(), "location", location.c_str(), nullptr);
  gchar* told = nullptr;
  g_object_get(bench.sink(), "location", &told, nullptr);
  EXPECT_EQ(told, "mqtt://***@" + broker.host_and_port());
  g_free(told);
  bench.start();
  EXPECT_TRUE(is_online(subscriber));
  bench.stop();
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST_F(GuardedBroker, AWrongPasswordIsToldOnceAndNotWhichItWas) {
  LogCapture capture;
  const std::string wrong = "Kohlweissling";
  SinkBench bench(sink());
  g_object_set(bench.sink(), "user", "me", "password", wrong.c_str(), nullptr);
  bench.start();
  bench.push(brightness_line(1));
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) >= 1; }));
  EXPECT_NE(bench.last_error().find("check user and password"),
            std::string::npos)
      << bench.last_error();
  EXPECT_FALSE(bench.tells(wrong));
  bench.stop();
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_FALSE(capture.contains(wrong));
}

TEST_F(GuardedBroker, ABadLocationIsToldWithoutThem) {
  LogCapture capture;
  SinkBench bench("ledmqttsink");
  const std::string location = std::string("ftp://me:") + kPassword + "@host";
  g_object_set(bench.sink(), "location", location.c_str(), nullptr);
  EXPECT_EQ(bench.start(), GST_STATE_CHANGE_FAILURE);
  EXPECT_GE(bench.log().count(GST_MESSAGE_ERROR), 1u);
  EXPECT_FALSE(bench.tells(kPassword));
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST(MqttSecrets, ThePasswordCannotBeRead) {
  SinkBench bench("ledmqttsink");
  GParamSpec* property = g_object_class_find_property(
      G_OBJECT_GET_CLASS(bench.sink()), "password");
  ASSERT_NE(property, nullptr);
  EXPECT_FALSE(property->flags & G_PARAM_READABLE);
}

TEST_F(EncryptedBroker, ACertificateThatIsVouchedForIsTrusted) {
  Subscriber subscriber(broker);
  SinkBench bench(
      encrypted_sink("127.0.0.1", "ca-file=" + broker.certificate()));
  bench.start();
  EXPECT_TRUE(is_online(subscriber)) << bench.last_error();
  bench.stop();
  EXPECT_TRUE(subscriber.wait_for("music/status", "offline"));
}

TEST_F(EncryptedBroker, SoIsOneForAName) {
  Subscriber subscriber(broker);
  SinkBench bench(
      encrypted_sink("localhost", "ca-file=" + broker.certificate()));
  bench.start();
  EXPECT_TRUE(is_online(subscriber)) << bench.last_error();
}

TEST_F(EncryptedBroker, ACertificateThatNobodyVouchesForIsRefusedWithAdvice) {
  Subscriber subscriber(broker);
  SinkBench bench(encrypted_sink("127.0.0.1", ""));
  bench.start();
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
  EXPECT_NE(bench.last_error().find("tls-verify=false"), std::string::npos)
      << bench.last_error();
  bench.stop();
  EXPECT_TRUE(subscriber.messages().empty());
}

TEST_F(EncryptedBroker, ItIsAcceptedIfToldTo) {
  Subscriber subscriber(broker);
  SinkBench bench(encrypted_sink("127.0.0.1", "tls-verify=false"));
  bench.start();
  EXPECT_TRUE(is_online(subscriber)) << bench.last_error();
}

TEST_F(EncryptedBroker, ALocationWithoutEncryptionFailsWithAdvice) {
  SinkBench bench(sink());
  bench.start();
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
  EXPECT_NE(bench.last_error().find("mqtts://"), std::string::npos)
      << bench.last_error();
}

}  // namespace mood::test
