/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <string>

#include "../led/commands.h"
#include "wledmessages.h"

namespace mood::test {
namespace {

constexpr uint64_t kMillisecond_ns = 1'000'000;

SceneCommand look(double level, Targets targets = {}) {
  EffectAction effect;
  effect.colours = {{1, 2, 3}, {4, 5, 6}};
  effect.brightness = level;
  return command(effect, std::move(targets));
}

struct Lamps : testing::Test {
  MqttMessages send(const SceneCommand& command, uint64_t now_ns = 0) {
    reason.clear();
    return lamps.carry_out(command, now_ns, reason);
  }
  std::string send_to_one(const SceneCommand& command, uint64_t now_ns = 0) {
    SceneCommand for_one = command;
    for_one.targets = {"kitchen"};
    const MqttMessages messages = send(for_one, now_ns);
    return messages.empty() ? "" : messages.front().payload;
  }

  WledMessages lamps{{"wled/kitchen", "desk"}};
  std::string reason;
};

}  // namespace

TEST_F(Lamps, AnEffectIsInWledsNumbers) {
  EffectAction effect;
  effect.colours = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {9, 9, 9}};
  effect.speed = 1;
  effect.blur = 1;
  effect.brightness = 0.5;
  effect.transition_ms = 700;
  EXPECT_EQ(send_to_one(command(effect)),
            R"({"on":true,"bri":128,"tt":7,"seg":{"sx":128,"ix":128,)"
            R"("col":[[255,0,0],[0,255,0],[0,0,255]]}})");
}

TEST_F(Lamps, WhatAnEffectDoesNotNameStays) {
  EXPECT_EQ(send_to_one(brightness(0)),
            R"({"on":true,"bri":1,"tt":0,"seg":{}})");
}

TEST_F(Lamps, ACommandIsForThoseItNames) {
  const auto topics = [&](Targets targets) {
    std::string all;
    for (const MqttMessage& message : send(brightness(1, std::move(targets))))
      all += message.topic + (message.retain ? "! " : " ");
    return all;
  };
  EXPECT_EQ(topics({}), "wled/kitchen/api desk/api ");
  EXPECT_EQ(topics({"kitchen"}), "wled/kitchen/api ");
  EXPECT_EQ(topics({"wled/kitchen"}), "wled/kitchen/api ");
  EXPECT_EQ(topics({"desk", "other"}), "desk/api ");
  EXPECT_EQ(topics({"other"}), "");
}

TEST_F(Lamps, ASceneIsTheNumberOfAPreset) {
  EXPECT_EQ(send_to_one(scene("7")), R"({"ps":7})");
  EXPECT_EQ(reason, "");
  for (const char* name : {"0", "251", "-1", "7x", "Calm Dark"}) {
    EXPECT_EQ(send_to_one(scene(name)), "") << name;
    EXPECT_NE(reason.find(name), std::string::npos) << reason;
  }
}

TEST_F(Lamps, AFlashEndsWithTheLookBefore) {
  send(look(0.5));
  EXPECT_EQ(lamps.next_due_ns(), std::nullopt);
  EXPECT_EQ(send_to_one(flash(100)),
            R"({"on":true,"bri":255,"tt":0,"seg":{"col":[[255,255,255],)"
            R"([255,255,255]]}})")
      << "as many colours as will be put back";
  EXPECT_EQ(lamps.next_due_ns(), 100 * kMillisecond_ns);
  EXPECT_TRUE(lamps.take_due(99 * kMillisecond_ns).empty());
  const MqttMessages after = lamps.take_due(100 * kMillisecond_ns);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].payload,
            R"({"on":true,"bri":128,"tt":0,"seg":{"col":[[1,2,3],[4,5,6]]}})");
  EXPECT_EQ(lamps.next_due_ns(), std::nullopt);
}

TEST_F(Lamps, AnEffectDuringAFlashIsSeenAfterIt) {
  send(look(0.5));
  send_to_one(flash(100));
  EXPECT_EQ(send_to_one(look(1), 50 * kMillisecond_ns), "");
  EXPECT_NE(
      lamps.take_due(100 * kMillisecond_ns).at(0).payload.find(R"("bri":255)"),
      std::string::npos);
}

TEST_F(Lamps, AFlashThatCouldNotBeUndoneIsLeftOut) {
  EXPECT_EQ(send_to_one(flash()), "");
  send(brightness(0.5));
  EXPECT_EQ(send_to_one(flash()), "") << "no colours are known";
  send(look(0.5));
  send(scene("7"));
  EXPECT_EQ(send_to_one(flash()), "") << "nobody knows what the preset is";
}

TEST_F(Lamps, AReleaseEndsAFlashAndElseChangesNothing) {
  send(look(0.5));
  EXPECT_TRUE(send(release()).empty());
  send(look(0.5));
  send_to_one(flash());
  EXPECT_NE(send_to_one(release()).find(R"("bri":128)"), std::string::npos);
  EXPECT_EQ(lamps.next_due_ns(), std::nullopt);
}

}  // namespace mood::test
