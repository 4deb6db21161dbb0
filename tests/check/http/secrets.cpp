/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "fakewled.h"
#include "logcapture.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

constexpr const char* kPassword = "Zitronenfalter";

/// A lamp that asks for user `me` and the password.
struct GuardedLamp : FakeWled {
  GuardedLamp() {
    stop();
    require("me", kPassword);
    start();
  }
};

bool is_lit(const FakeWled& lamp) {
  return lamp.wait_for_state(
      [](const auto& state) { return state.bri == 255; });
}

}  // namespace

TEST(Secrets, UserAndPasswordOpenALamp) {
  GuardedLamp lamp;
  LogCapture capture;
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  g_object_set(bench.sink(), "user", "me", "password", kPassword, nullptr);
  bench.start();
  bench.push(brightness_line(1));
  EXPECT_TRUE(is_lit(lamp));
  bench.stop();
  EXPECT_TRUE(capture.contains("127.0.0.1")) << "nothing was captured";
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST(Secrets, TheyMayBePartOfTheLocation) {
  GuardedLamp lamp;
  LogCapture capture;
  SinkBench bench("wledsink max-rate=1000");
  const std::string location =
      std::string("http://me:") + kPassword + "@" + lamp.host_and_port();
  g_object_set(bench.sink(), "location", location.c_str(), nullptr);
  gchar* told = nullptr;
  g_object_get(bench.sink(), "location", &told, nullptr);
  EXPECT_EQ(told, "http://***@" + lamp.host_and_port());
  g_free(told);
  bench.start();
  bench.push(brightness_line(1));
  EXPECT_TRUE(is_lit(lamp));
  bench.stop();
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST(Secrets, AWrongPasswordIsToldOnceAndNotWhichItWas) {
  GuardedLamp lamp;
  LogCapture capture;
  const std::string wrong = "Kohlweissling";
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  g_object_set(bench.sink(), "user", "me", "password", wrong.c_str(), nullptr);
  bench.start();
  EXPECT_TRUE(bench.log().wait_until([&] {
    return bench.log().count(GST_MESSAGE_WARNING) >= 1 &&
           bench.stat("failures") >= 1;
  }));
  EXPECT_NE(bench.last_error().find("check user and password"),
            std::string::npos)
      << bench.last_error();
  EXPECT_FALSE(bench.tells(wrong));
  bench.stop();
  EXPECT_EQ(bench.log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_FALSE(capture.contains(wrong));
}

TEST(Secrets, AreNotTakenToWhereALampSendsUs) {
  GuardedLamp lamp;
  lamp.set_fault(Fault::kRedirect);
  SinkBench bench("wledsink max-rate=1000 location=" + lamp.url());
  g_object_set(bench.sink(), "user", "me", "password", kPassword, nullptr);
  bench.start();
  EXPECT_TRUE(bench.log().wait_until(
      [&] { return bench.log().count(GST_MESSAGE_WARNING) == 1; }));
  EXPECT_NE(bench.last_error().find("set location"), std::string::npos)
      << bench.last_error();
  bench.stop();
  EXPECT_TRUE(lamp.requests("GET", "/elsewhere").empty());
}

TEST(Secrets, ABadLocationIsToldWithoutThem) {
  LogCapture capture;
  SinkBench bench("wledsink");
  const std::string location = std::string("ftp://me:") + kPassword + "@host";
  g_object_set(bench.sink(), "location", location.c_str(), nullptr);
  EXPECT_EQ(bench.start(), GST_STATE_CHANGE_FAILURE);
  EXPECT_GE(bench.log().count(GST_MESSAGE_ERROR), 1u);
  EXPECT_FALSE(bench.tells(kPassword));
  EXPECT_FALSE(capture.contains(kPassword));
}

TEST(Secrets, ThePasswordCannotBeRead) {
  SinkBench bench("wledsink");
  GParamSpec* property = g_object_class_find_property(
      G_OBJECT_GET_CLASS(bench.sink()), "password");
  ASSERT_NE(property, nullptr);
  EXPECT_FALSE(property->flags & G_PARAM_READABLE);
}

}  // namespace mood::test
