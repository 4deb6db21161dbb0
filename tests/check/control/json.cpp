/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <limits>

#include "jsonwriter.h"
#include "scenecommand.h"

namespace mood::test {
namespace {

std::string quoted(std::string_view text) {
  return JsonWriter().string(text).text();
}

std::string number(double value) { return JsonWriter().number(value).text(); }

}  // namespace

TEST(Json, EscapesWhatJsonReserves) {
  EXPECT_EQ(quoted("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(quoted(std::string_view("\n\t\0\x7f", 4)),
            "\"\\u000a\\u0009\\u0000\\u007f\"");
  EXPECT_EQ(quoted("caf\u00e9 \u6c17 \U0001f3b5"),
            "\"caf\u00e9 \u6c17 \U0001f3b5\"");
}

TEST(Json, ReplacesWhatIsNotUtf8) {
  const std::string bad = "\"\xef\xbf\xbd\"";
  EXPECT_EQ(quoted("\xff"), bad);
  EXPECT_EQ(quoted("\xc3"), bad);
  EXPECT_EQ(quoted("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(quoted("\xed\xa0\x80").size(), 2 + 3 * 3u);
  EXPECT_EQ(quoted("\xf4\x90\x80\x80").size(), 2 + 4 * 3u);
}

TEST(Json, WritesShortFiniteNumbers) {
  EXPECT_EQ(number(0.7), "0.7");
  EXPECT_EQ(number(0.1 + 0.2), "0.3");
  EXPECT_EQ(number(128), "128");
  EXPECT_EQ(number(-0.00001), "0");
  EXPECT_EQ(number(std::nan("")), "0");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(number(-std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(JsonWriter().integer(UINT64_MAX).text(), "18446744073709551615");
}

TEST(Json, IgnoresTheLocale) {
  const char* const old = std::setlocale(LC_ALL, nullptr);
  const std::string saved = old ? old : "C";
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) {
    std::setlocale(LC_ALL, locale);
    EXPECT_EQ(number(1234.5), "1234.5") << locale;
  }
  std::setlocale(LC_ALL, saved.c_str());
}

TEST(SceneCommand, WritesAnEffect) {
  SceneCommand command;
  command.action = EffectAction{.gradient = "Frost",
                                .colours = {{0, 0, 0}, {255, 255, 255}},
                                .speed = 2.5,
                                .blur = 0.5,
                                .brightness = 0.75,
                                .transition_ms = 1000};
  command.running_time_ns = 1'500'000'000;
  command.cause = "state:groove";
  command.targets = {"desk", "shelf"};
  command.mood.state = State::kGroove;
  command.mood.category = "moderate_bright";
  command.mood.metrics.energy = 0.5;
  command.mood.metrics.tempo_bpm = 128;
  EXPECT_EQ(
      to_json_line(command),
      R"({"v":1,"command":"effect","running-time":1500000000,)"
      R"("cause":"state:groove","gradient":"Frost",)"
      R"("colors":["#000000","#ffffff"],"speed":2.5,"blur":0.5,)"
      R"("brightness":0.75,"transition":1000,"targets":["desk","shelf"],)"
      R"("mood":{"state":"groove","category":"moderate_bright",)"
      R"("confidence":0,"energy":0.5,"valence":0.5,"intensity":0,)"
      R"("brightness":0,"beat-strength":0,"warmth":0,"rhythm-regularity":0,)"
      R"("harmonic-ratio":0,"complexity":0,"tempo":128,)"
      R"("tempo-confidence":0}})"
      "\n");
}

TEST(SceneCommand, LeavesOutWhatStaysAsItIs) {
  SceneCommand command;
  command.action = EffectAction{.transition_ms = 5};
  const std::string line = to_json_line(command);
  const std::string before_mood = line.substr(0, line.find("\"mood\""));
  for (const char* key :
       {"gradient", "colors", "speed", "blur", "brightness"}) {
    EXPECT_EQ(before_mood.find(key), line.npos) << key;
  }
}

TEST(SceneCommand, WritesTheOtherActions) {
  SceneCommand command;
  command.action = SceneAction{"calm-\"dark\""};
  EXPECT_NE(to_json_line(command).find(R"("scene":"calm-\"dark\"")"),
            std::string::npos);
  EXPECT_EQ(command_name(command), "scene");
  command.action = FlashAction{{255, 0, 1}, 100, 0.7};
  EXPECT_NE(to_json_line(command).find(
                R"("color":"#ff0001","duration":100,"brightness":0.7)"),
            std::string::npos);
  EXPECT_EQ(command_name(command), "flash");
  command.action = ReleaseAction();
  EXPECT_EQ(to_json_line(command).find(
                R"({"v":1,"command":"release","running-time":0,"cause":"")"),
            0u);
}

TEST(SceneCommand, IsOneLineWhateverTheText) {
  SceneCommand command;
  command.action = SceneAction{"a\nb\r"};
  command.cause = "\n";
  command.mood.category = "x\ny";
  const std::string line = to_json_line(command);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
}

}  // namespace mood::test
