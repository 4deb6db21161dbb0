/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "commandparser.h"

#include <gtest/gtest.h>

#include <random>

#include "commands.h"

namespace mood::test {
namespace {

std::optional<SceneCommand> parse(const std::string& line) {
  std::string error;
  return parse_scene_command(line, error);
}

std::string error_of(const std::string& line) {
  std::string error;
  const auto command = parse_scene_command(line, error);
  EXPECT_FALSE(command) << line;
  return error;
}

}  // namespace

TEST(CommandParser, ReadsWhatMoodcontrolWrites) {
  SceneCommand written;
  EffectAction effect;
  effect.gradient = "Sunset";
  effect.colours = {{1, 2, 3}, {255, 0, 170}};
  effect.speed = 2.5;
  effect.blur = 0.35;
  effect.brightness = 0.7;
  effect.transition_ms = 1500;
  written.action = effect;
  written.running_time_ns = 123'456'789;
  written.cause = "state:peak";
  written.targets = {"a", "b"};
  written.mood.state = State::kPeak;
  written.mood.category = "rock_energetic_bright";
  written.mood.confidence = 0.75;
  written.mood.metrics.energy = 0.9;
  written.mood.metrics.tempo_bpm = 128;

  const auto read = parse(to_json_line(written));
  ASSERT_TRUE(read);
  const auto& action = std::get<EffectAction>(read->action);
  EXPECT_EQ(action.gradient, "Sunset");
  EXPECT_EQ(action.colours, effect.colours);
  EXPECT_EQ(action.speed, 2.5);
  EXPECT_EQ(action.blur, 0.35);
  EXPECT_EQ(action.brightness, 0.7);
  EXPECT_EQ(action.transition_ms, 1500u);
  EXPECT_EQ(read->running_time_ns, 123'456'789u);
  EXPECT_EQ(read->cause, "state:peak");
  EXPECT_EQ(read->targets, written.targets);
  EXPECT_EQ(read->mood.state, State::kPeak);
  EXPECT_EQ(read->mood.category, "rock_energetic_bright");
  EXPECT_EQ(read->mood.confidence, 0.75);
  EXPECT_EQ(read->mood.metrics.energy, 0.9);
  EXPECT_EQ(read->mood.metrics.tempo_bpm, 128);
}

TEST(CommandParser, ReadsEveryKind) {
  const auto scene = parse(R"({"v":1,"command":"scene","scene":"Calm Dark"})");
  EXPECT_EQ(brief(scene.value()), "scene Calm Dark");
  const auto flash = parse(
      R"({"command":"flash","color":"#FF0080","duration":120,"brightness":0.5})");
  const auto& action = std::get<FlashAction>(flash.value().action);
  EXPECT_EQ(action.colour, (Colour{255, 0, 128}));
  EXPECT_EQ(action.duration_ms, 120u);
  EXPECT_EQ(action.brightness, 0.5);
  EXPECT_EQ(brief(parse(R"({"command":"release"})").value()), "release");
}

TEST(CommandParser, WhatIsAbsentStaysAbsent) {
  const auto command = parse(R"({"command":"effect","speed":2})");
  const auto& effect = std::get<EffectAction>(command.value().action);
  EXPECT_TRUE(effect.gradient.empty());
  EXPECT_TRUE(effect.colours.empty());
  EXPECT_FALSE(effect.blur);
  EXPECT_FALSE(effect.brightness);
}

TEST(CommandParser, IgnoresWhatItDoesNotKnow) {
  EXPECT_TRUE(parse(
      R"({"command":"release","future":{"a":[1,{"b":null}]},"mood":"odd"})"));
  const auto command = parse(
      R"({"command":"release","mood":{"state":"odd","energy":7,"valence":"x"}})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->mood.state, State::kUnknown);
  EXPECT_EQ(command->mood.metrics.energy, 1);
}

// A mood decides nothing by itself, and what is shown of it has an end.
TEST(CommandParser, LeavesOutACategoryThatIsTooLong) {
  const auto with_category = [](size_t length) {
    return parse(R"({"command":"release","mood":{"category":")" +
                 std::string(length, 'x') + "\"}}");
  };
  EXPECT_EQ(with_category(256).value().mood.category.size(), 256u);
  EXPECT_EQ(with_category(257).value().mood.category, "");
}

struct BadLine {
  const char* line;
  const char* error;  ///< part of it
};

class BadLineTest : public testing::TestWithParam<BadLine> {};

TEST_P(BadLineTest, IsRefusedWithAReason) {
  EXPECT_NE(error_of(GetParam().line).find(GetParam().error), std::string::npos)
      << error_of(GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BadLineTest,
    testing::Values(
        BadLine{"", "not JSON"}, BadLine{"hello", "not JSON"},
        BadLine{"[]", "not a JSON object"}, BadLine{"3", "not a JSON object"},
        BadLine{R"({"command":"effect")", "not JSON"},
        BadLine{R"({})", "\"command\" is not a string"},
        BadLine{R"({"command":7})", "\"command\" is not a string"},
        BadLine{R"({"command":"explode"})", "\"command\" is none of"},
        BadLine{R"({"v":2,"command":"release"})", "\"v\" is not 1"},
        BadLine{R"({"command":"scene"})", "\"scene\" is not a string"},
        BadLine{R"({"command":"scene","scene":""})", "\"scene\" is empty"},
        BadLine{R"({"command":"flash","color":"red"})", "not a colour"},
        BadLine{R"({"command":"effect","colors":["#12345"]})", "not a colour"},
        BadLine{R"({"command":"effect","colors":"#123456"})", "not an array"},
        BadLine{R"({"command":"effect","speed":"fast"})", "not a number"},
        BadLine{R"({"command":"effect","speed":1e999})", "\"speed\""},
        BadLine{R"({"command":"effect","speed":-1})", "outside 0 to 100"},
        BadLine{R"({"command":"effect","brightness":1.5})", "outside 0 to 1"},
        BadLine{R"({"command":"effect","transition":1e12})", "outside 0 to"},
        BadLine{R"({"command":"release","running-time":-5})", "outside 0 to"},
        BadLine{R"({"command":"release","targets":[1]})", "not a string"}));

TEST(CommandParser, RefusesWhatIsTooMuch) {
  EXPECT_NE(error_of(std::string(kMaxCommandBytes + 1, ' ')).find("longer"),
            std::string::npos);
  const std::string deep(60'000, '[');
  EXPECT_NE(error_of(deep).find("nested"), std::string::npos);
  EXPECT_NE(error_of(R"({"command":"scene","scene":")" + std::string(300, 'x') +
                     "\"}")
                .find("longer than 256"),
            std::string::npos);
  std::string targets = "\"a\"";
  for (int i = 0; i < 64; ++i) targets += ",\"a\"";
  EXPECT_NE(error_of(R"({"command":"release","targets":[)" + targets + "]}")
                .find("more than 64"),
            std::string::npos);
}

TEST(CommandParser, RefusesTextThatIsNotUtf8) {
  EXPECT_FALSE(parse("{\"command\":\"scene\",\"scene\":\"\xff\xfe\"}"));
  EXPECT_FALSE(parse(std::string("{\"command\":\"release\"}\0x", 23)));
}

TEST(CommandParser, SurvivesDamagedLines) {
  const std::string good =
      R"({"v":1,"command":"effect","colors":["#102030"],"speed":1.5,)"
      R"("targets":["a"],"mood":{"state":"peak","energy":0.5}})";
  std::mt19937 random(11);
  for (int run = 0; run < 3000; ++run) {
    std::string line = good;
    for (int i = 0; i < 3; ++i)
      line[random() % line.size()] = static_cast<char>(random() % 256);
    parse(line.substr(0, random() % (line.size() + 1)));
  }
}

}  // namespace mood::test
