/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "fakewled.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

constexpr const char* kRelease = R"({"command":"release"})";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A sink at work for one lamp.
struct WledSink : testing::Test {
  void start(const std::string& properties = "") {
    bench = std::make_unique<SinkBench>("wledsink location=" + lamp.url() +
                                        " max-rate=1000 " + properties);
    bench->start();
  }
  bool wait_for_brightness(int brightness) {
    return lamp.wait_for_state(
        [=](const FakeWled::State& state) { return state.bri == brightness; });
  }
  bool wait_for_warning(const std::string& part) {
    return bench->log().wait_until([&] {
      const auto texts = bench->log().texts(GST_MESSAGE_WARNING);
      return std::any_of(texts.begin(), texts.end(), [&](const auto& text) {
        return contains(text, part);
      });
    });
  }

  FakeWled lamp;
  std::unique_ptr<SinkBench> bench;
};

}  // namespace

TEST_F(WledSink, AnEffectIsToldInTheLampsOwnNumbers) {
  start();
  bench->push(R"({"v":1,"command":"effect","gradient":"Sunset",)"
              R"("colors":["#010203","#040506","#070809","#0a0b0c"],)"
              R"("speed":1,"blur":0,"brightness":0.5,"transition":1500})");
  ASSERT_TRUE(wait_for_brightness(128));
  const FakeWled::State state = lamp.state();
  EXPECT_TRUE(state.on);
  for (const FakeWled::Segment& segment : state.seg) {
    EXPECT_EQ(segment.pal, FakeWled::kSunset);
    EXPECT_EQ(segment.sx, 128);
    EXPECT_EQ(segment.ix, 255);
    EXPECT_EQ(segment.fx, 3) << "the effect is the lamp's own";
    EXPECT_EQ(segment.col[0], (std::array<int, 3>{1, 2, 3}));
    EXPECT_EQ(segment.col[2], (std::array<int, 3>{7, 8, 9}));
  }
  EXPECT_TRUE(contains(lamp.changes().back(), "\"tt\":15"));
  EXPECT_FALSE(contains(lamp.changes().back(), "\"transition\""));
}

TEST_F(WledSink, AGradientThatTheLampDoesNotKnowIsMadeOfItsColours) {
  start();
  bench->push(R"({"command":"effect","gradient":"Ember","colors":["#ff0000"],)"
              R"("brightness":1})");
  ASSERT_TRUE(wait_for_brightness(255));
  EXPECT_EQ(lamp.state().seg[0].pal, FakeWled::kColorsOnly);
}

TEST_F(WledSink, AnEffectCanBeChosenByName) {
  start("effect=colorwaves");
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  EXPECT_EQ(lamp.state().seg[1].fx, FakeWled::kColorwaves);
}

TEST_F(WledSink, AnEffectThatTheLampDoesNotHaveIsToldOnce) {
  start("effect=RSVD");
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->push(brightness_line(0.5));
  ASSERT_TRUE(wait_for_brightness(128));
  EXPECT_TRUE(wait_for_warning("no effect \"RSVD\""));
  EXPECT_EQ(bench->log().count(GST_MESSAGE_WARNING), 1u);
}

TEST_F(WledSink, ScenesArePresetsByNameOrNumber) {
  start();
  bench->push(R"({"command":"scene","scene":"calm dark"})");
  ASSERT_TRUE(lamp.wait_for_state([](const auto& s) { return s.ps == 3; }));
  EXPECT_EQ(lamp.changes().back(), R"({"ps":3})");
  bench->push(R"({"command":"scene","scene":"17"})");
  ASSERT_TRUE(lamp.wait_for_state([](const auto& s) { return s.ps == 17; }));
}

TEST_F(WledSink, ASceneThatTheLampDoesNotHaveIsRefusedWithWhatItHas) {
  start();
  bench->push(R"({"command":"scene","scene":"250"})");
  EXPECT_TRUE(wait_for_warning("no preset \"250\"; its presets are 3 (Calm"));
  EXPECT_TRUE(lamp.changes().empty());
  EXPECT_EQ(bench->stat("refused"), 1u);
}

TEST_F(WledSink, AFlashLeavesNothingBehind) {
  const FakeWled::State before = lamp.state();
  start();
  bench->push(
      R"({"command":"flash","color":"#ffffff","duration":80,"brightness":1})");
  ASSERT_TRUE(lamp.wait_for_requests("POST", "/json/state", 2));
  EXPECT_TRUE(contains(lamp.changes()[0], "[255,255,255]"));
  EXPECT_EQ(lamp.state(), before);
}

TEST_F(WledSink, AnEffectDuringAFlashShowsAfterIt) {
  start();
  bench->push(
      R"({"command":"flash","color":"#ffffff","duration":300,"brightness":1})");
  ASSERT_TRUE(lamp.wait_for_requests("POST", "/json/state", 1));
  bench->push(brightness_line(0.2));
  ASSERT_TRUE(wait_for_brightness(51));
  EXPECT_EQ(lamp.changes().size(), 2u);
  EXPECT_EQ(lamp.state().seg, FakeWled::State().seg);
}

TEST_F(WledSink, ReleaseBringsTheStateBack) {
  const FakeWled::State before = lamp.state();
  start();
  bench->push(
      R"({"command":"effect","colors":["#ff0000"],"speed":9,"brightness":1})");
  ASSERT_TRUE(wait_for_brightness(255));
  bench->push(kRelease);
  ASSERT_TRUE(lamp.wait_for_state([&](const auto& s) { return s == before; }));
}

TEST_F(WledSink, StoppingBringsTheStateBack) {
  const FakeWled::State before = lamp.state();
  start();
  bench->push(R"({"command":"effect","colors":["#ff0000"],"brightness":1})");
  ASSERT_TRUE(wait_for_brightness(255));
  bench->stop();
  EXPECT_EQ(lamp.state(), before);
}

TEST_F(WledSink, StoppingBringsAPresetBackByItsNumberAlone) {
  FakeWled::State before = lamp.state();
  before.on = true;
  before.ps = 17;
  lamp.set_state(before);
  start();
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->stop();
  EXPECT_EQ(lamp.changes().back(), R"({"ps":17})");
}

TEST_F(WledSink, StoppingBringsBackTheSegmentsThatAPresetChanged) {
  const FakeWled::State before = lamp.state();
  start();
  bench->push(R"({"command":"scene","scene":"Party"})");
  ASSERT_TRUE(
      lamp.wait_for_state([](const auto& s) { return s.seg.size() == 3; }));
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->stop();
  EXPECT_EQ(lamp.state(), before);
}

TEST_F(WledSink, ALampThatIsBusyWhenItIsGivenBackIsAskedAgain) {
  const FakeWled::State before = lamp.state();
  start();
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  lamp.set_fault(Fault::kBusy, "POST");
  std::thread lamp_at_work([&] {
    EXPECT_TRUE(lamp.wait_for_requests("POST", "/json/state", 3));
    lamp.set_fault(Fault::kNone);
  });
  bench->stop();
  lamp_at_work.join();
  EXPECT_EQ(lamp.state(), before);
}

TEST_F(WledSink, ALampThatStaysBusyWhenItIsGivenBackIsTold) {
  start();
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  lamp.set_fault(Fault::kBusy, "POST");
  bench->stop();
  EXPECT_TRUE(wait_for_warning("503"));
}

TEST_F(WledSink, StoppingCanLeaveTheLampAsItIs) {
  start("release-on-stop=false");
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->stop();
  EXPECT_EQ(lamp.state().bri, 255);
}

TEST_F(WledSink, WhatIsGivenBackIsReadAnewAfterARelease) {
  start();
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->push(kRelease);
  ASSERT_TRUE(wait_for_brightness(77));
  FakeWled::State changed = lamp.state();
  changed.bri = 33;
  lamp.set_state(changed);
  bench->push(brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  bench->stop();
  EXPECT_EQ(lamp.state().bri, 33);
}

TEST_F(WledSink, CommandsForOthersAreLeftAlone) {
  start();
  bench->push(R"({"command":"effect","brightness":0.2,"targets":["other"]})");
  bench->push(R"({"command":"effect","brightness":1,"targets":[")" +
              lamp.host_and_port() + "\"]}");
  ASSERT_TRUE(wait_for_brightness(255));
  EXPECT_EQ(lamp.changes().size(), 1u);
  EXPECT_EQ(bench->stat("commands"), 1u);
}

TEST_F(WledSink, BadCommandsAreToldOnceAndDoNoHarm) {
  start();
  for (int i = 0; i < 100; ++i) bench->push("{\"command\":\"explode\"}\n");
  bench->push(std::string(200'000, '['));
  bench->push("\n" + brightness_line(0.2) + brightness_line(1));
  ASSERT_TRUE(wait_for_brightness(255));
  EXPECT_EQ(bench->stat("invalid"), 101u);
  EXPECT_EQ(bench->log().count(GST_MESSAGE_WARNING), 2u);
}

TEST_F(WledSink, CanBeStartedAgain) {
  start();
  for (const double brightness : {1.0, 0.2}) {
    bench->push(brightness_line(brightness));
    ASSERT_TRUE(wait_for_brightness(brightness == 1 ? 255 : 51));
    bench->stop();
    EXPECT_EQ(lamp.state().bri, 77);
    bench->start();
  }
}

TEST(WledSinkProperties, ALocationIsNeeded) {
  SinkBench bench("wledsink");
  EXPECT_EQ(bench.start(), GST_STATE_CHANGE_FAILURE);
  const auto errors = bench.log().texts(GST_MESSAGE_ERROR);
  ASSERT_FALSE(errors.empty());
  EXPECT_TRUE(contains(errors[0], "location")) << errors[0];
}

TEST(WledSinkProperties, ABadLocationIsNamed) {
  SinkBench bench("wledsink location=mqtt://host");
  EXPECT_EQ(bench.start(), GST_STATE_CHANGE_FAILURE);
  EXPECT_TRUE(
      contains(bench.log().texts(GST_MESSAGE_ERROR).at(0), "mqtt://host"));
}

}  // namespace mood::test
