/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "fakeledfx.h"
#include "sinkbench.h"

namespace mood::test {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A sink at work for one server.
struct LedFxSink : testing::Test {
  void start(const std::string& properties = "") {
    bench = std::make_unique<SinkBench>("ledfxsink location=" + server.url() +
                                        " max-rate=1000 " + properties);
    bench->start();
  }
  bool wait_for_warning(const std::string& part) {
    return bench->log().wait_until([&] {
      const auto texts = bench->log().texts(GST_MESSAGE_WARNING);
      return std::any_of(texts.begin(), texts.end(), [&](const auto& text) {
        return contains(text, part);
      });
    });
  }
  bool wait_for_number(const std::string& id, const std::string& name,
                       double value) {
    return server.wait_for_effects([&](const FakeLedFx::Effects& effects) {
      const auto& numbers = effects.at(id).numbers;
      const auto found = numbers.find(name);
      return found != numbers.end() && found->second == value;
    });
  }
  size_t changes_of(const std::string& start) {
    const auto changes = server.changes();
    return static_cast<size_t>(std::count_if(
        changes.begin(), changes.end(),
        [&](const auto& change) { return change.starts_with(start); }));
  }

  FakeLedFx server;
  std::unique_ptr<SinkBench> bench;
};

constexpr const char* kEffect =
    R"({"v":1,"command":"effect","gradient":"Any","speed":2.5,"blur":1.4,)"
    R"("colors":["#ff0000","#00ff00","#0000ff"],"brightness":0.5})";

}  // namespace

TEST_F(LedFxSink, AnEffectGivesColoursToAllAndNumbersToWhatKnowsThem) {
  start();
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("desk", "blur", 1)) << "a whole number there";
  const FakeLedFx::Effects effects = server.effects();
  for (const char* id : {"desk", "shelf"}) {
    EXPECT_EQ(effects.at(id).gradient,
              "linear-gradient(90deg, rgb(255, 0, 0) 0%, rgb(0, 255, 0) 50%, "
              "rgb(0, 0, 255) 100%)");
    EXPECT_EQ(effects.at(id).numbers.at("brightness"), 0.5);
  }
  EXPECT_EQ(effects.at("desk").type, "energy");
  EXPECT_EQ(effects.at("desk").numbers.at("speed"), 2.5);
  EXPECT_EQ(effects.at("shelf").numbers.count("speed"), 0u);
  EXPECT_EQ(effects.at("dark"), FakeLedFx::Effect());
  EXPECT_EQ(server.changes().size(), 2u);
}

TEST_F(LedFxSink, NumbersStayInsideTheServersRanges) {
  start();
  bench->push(R"({"command":"effect","speed":10,"blur":100})");
  ASSERT_TRUE(wait_for_number("desk", "speed", 3));
  EXPECT_EQ(server.effects().at("desk").numbers.at("blur"), 5);
  bench->push(R"({"command":"effect","speed":0})");
  ASSERT_TRUE(wait_for_number("desk", "speed", 0.1));
  EXPECT_EQ(bench->log().count(GST_MESSAGE_WARNING), 0u);
}

TEST_F(LedFxSink, AnEffectThatWasReplacedMeanwhileIsNotReplacedAgain) {
  start();
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("desk", "blur", 1));
  bench->push(R"({"command":"scene","scene":"calm-dark"})");
  ASSERT_TRUE(server.wait_for_requests("PUT", "/api/scenes", 1));
  bench->push(R"({"command":"effect","speed":1,"brightness":0.25})");
  ASSERT_TRUE(wait_for_number("desk", "brightness", 0.25));
  EXPECT_EQ(server.effects().at("desk").type, "single");
  EXPECT_EQ(server.effects().at("desk").numbers.count("speed"), 0u);
}

TEST_F(LedFxSink, TargetsLimitWhatIsChanged) {
  start("targets=shelf");
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("shelf", "brightness", 0.5));
  bench->push(R"({"command":"effect","brightness":0.1,"targets":["desk"]})");
  bench->push(
      R"({"command":"effect","brightness":0.2,"targets":["desk","shelf"]})");
  ASSERT_TRUE(wait_for_number("shelf", "brightness", 0.2));
  EXPECT_EQ(server.effects().at("desk").numbers.at("brightness"), 1);
}

TEST_F(LedFxSink, NothingToAdjustIsTold) {
  start("targets=dark");
  bench->push(kEffect);
  EXPECT_TRUE(wait_for_warning("none of the virtuals shows an effect"));
  EXPECT_TRUE(server.changes().empty());
}

class LedFxScene : public LedFxSink,
                   public testing::WithParamInterface<const char*> {};

TEST_P(LedFxScene, IsFoundByIdNameOrSlug) {
  start();
  bench->push(std::string(R"({"command":"scene","scene":")") + GetParam() +
              "\"}");
  ASSERT_TRUE(server.wait_for_requests("PUT", "/api/scenes", 1));
  EXPECT_EQ(server.changes().at(0),
            R"(PUT /api/scenes {"id":"calm-dark","action":"activate"})");
}

INSTANTIATE_TEST_SUITE_P(Names, LedFxScene,
                         testing::Values("calm-dark", "Calm Dark", "CALM dark!",
                                         "calm_dark"));

TEST_F(LedFxSink, ASceneThatIsNotThereIsToldWithThoseThatAre) {
  start();
  bench->push(R"({"command":"scene","scene":"nowhere"})");
  EXPECT_TRUE(wait_for_warning(
      "no scene \"nowhere\"; its scenes are calm-dark, party"));
  EXPECT_TRUE(server.changes().empty());
}

class LedFxFailure : public LedFxSink,
                     public testing::WithParamInterface<unsigned> {};

TEST_P(LedFxFailure, IsReadFromTheBodyAndToldOncePerReason) {
  server.set_failure_status(GetParam());
  start();
  for (size_t i = 1; i <= 3; ++i) {
    bench->push(R"({"command":"scene","scene":"party"})");
    ASSERT_TRUE(server.wait_for_requests("PUT", "/api/scenes", i));
  }
  EXPECT_TRUE(wait_for_warning("Scene party could not be activated"));
  bench->push(R"({"command":"effect","brightness":0.25})");
  ASSERT_TRUE(wait_for_number("desk", "brightness", 0.25));
  EXPECT_EQ(bench->log().count(GST_MESSAGE_WARNING), 1u);
  EXPECT_EQ(bench->stat("refused"), 3u);
  EXPECT_EQ(bench->stat("incidents"), 0u);
}

INSTANTIATE_TEST_SUITE_P(Statuses, LedFxFailure,
                         testing::Values(200, 202, 400, 409, 500));

TEST_F(LedFxSink, AFlashIsAOneshot) {
  start();
  bench->push(
      R"({"command":"flash","color":"#ff8000","duration":90,"brightness":0.5})");
  ASSERT_TRUE(server.wait_for_requests("POST", "/api/virtuals_tools", 1));
  EXPECT_EQ(server.changes().at(0),
            R"(POST /api/virtuals_tools {"tool":"oneshot","color":"#ff8000",)"
            R"("ramp":0,"hold":30,"fade":60,"brightness":0.5})");
  bench->push(R"({"command":"flash","color":"#ff8000","targets":["desk"]})");
  EXPECT_TRUE(server.wait_for_requests("POST", "/api/virtuals_tools/desk", 1));
}

TEST_F(LedFxSink, StoppingBringsBackWhatWasChanged) {
  const FakeLedFx::Effects before = server.effects();
  start();
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("desk", "blur", 1));
  bench->push(R"({"command":"scene","scene":"calm-dark"})");
  ASSERT_TRUE(server.wait_for_requests("PUT", "/api/scenes", 1));
  bench->stop();
  EXPECT_EQ(server.effects(), before);
  EXPECT_EQ(changes_of("DELETE /api/virtuals/dark/effects"), 1u);
}

TEST_F(LedFxSink, WhatWasNotChangedIsNotTouchedWhenStopping) {
  start("targets=shelf");
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("shelf", "brightness", 0.5));
  bench->stop();
  EXPECT_EQ(changes_of("POST /api/virtuals/shelf/effects"), 1u);
  EXPECT_EQ(changes_of("POST /api/virtuals/desk/effects"), 0u);
}

TEST_F(LedFxSink, ReleaseBringsBackWhatWasChanged) {
  const FakeLedFx::Effects before = server.effects();
  start();
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("desk", "blur", 1));
  bench->push(R"({"command":"release"})");
  EXPECT_TRUE(
      server.wait_for_effects([&](const auto& now) { return now == before; }));
}

TEST_F(LedFxSink, AServerThatGoesAwayGetsTheLastStateWhenItIsBack) {
  start();
  bench->push(kEffect);
  ASSERT_TRUE(wait_for_number("desk", "blur", 1));
  server.stop();
  bench->push(R"({"command":"effect","brightness":0.75})");
  EXPECT_TRUE(wait_for_warning("does not work"));
  bench->push(R"({"command":"effect","brightness":0.25})");
  server.start();
  EXPECT_TRUE(wait_for_number("desk", "brightness", 0.25));
  EXPECT_EQ(bench->log().count(GST_MESSAGE_WARNING), 1u);
}

TEST_F(LedFxSink, WhatIsNotLedFxIsToldApart) {
  server.set_fault(Fault::kWrongJson);
  start();
  EXPECT_TRUE(wait_for_warning("check the location"));
}

}  // namespace mood::test
