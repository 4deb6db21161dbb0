/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What lamps call things, and numbers on their scales. */
#include <gtest/gtest.h>

#include "httpresult.h"
#include "ledfxscenes.h"
#include "ledfxschema.h"
#include "ledfxvirtuals.h"
#include "wledlook.h"
#include "wlednames.h"

namespace mood::test {
namespace {

JsonDocument json(const std::string& text) {
  auto document = JsonDocument::parse(text, nullptr);
  EXPECT_TRUE(document) << text;
  return *std::move(document);
}

WledNames names() {
  const JsonDocument effects =
      json(R"(["Solid","RSVD","-","Flow@!,x","flow"])");
  const JsonDocument palettes = json(R"(["Default","* Colors 1&2","Ocean"])");
  return {WledNameList::from_json(effects.root()).value(),
          WledNameList::from_json(palettes.root()).value()};
}

}  // namespace

TEST(Messages, AreShortAndStayReadable) {
  EXPECT_EQ(beginning("short", 5), "short");
  EXPECT_EQ(beginning("longer", 4), "long...");
  EXPECT_EQ(beginning("\u00e4\u00e4\u00e4", 3), "\u00e4...");
  EXPECT_EQ(beginning("\U0001f4a1", 3), "...");
}

TEST(WledNames, AreFoundWhateverTheirCase) {
  EXPECT_EQ(names().effects.find("FLOW"), 3);
  EXPECT_EQ(names().effects.find("RSVD"), std::nullopt);
  EXPECT_EQ(names().effects.find("-"), std::nullopt);
  EXPECT_EQ(names().effects.find(""), std::nullopt);
  EXPECT_EQ(names().palettes.find("ocean"), 2);
  EXPECT_EQ(names().colours_palette(), 1);
}

TEST(WledNames, WhatIsNoListIsRefused) {
  EXPECT_FALSE(WledNameList::from_json(json("{}").root()));
  EXPECT_FALSE(WledPresets::from_json(json("[]").root()));
  EXPECT_EQ(WledNameList::from_json(json("[1,null,{}]").root())->find("1"),
            std::nullopt);
}

TEST(WledPresets, NamesComeBeforeNumbers) {
  const JsonDocument document = json(
      R"({"0":{},"1":{"n":"2"},"2":{"n":"B"},"251":{"n":"C"},"x":{"n":"D"}})");
  const auto presets = WledPresets::from_json(document.root()).value();
  EXPECT_EQ(presets.find("2"), 1);
  EXPECT_EQ(presets.find("1"), 1);
  EXPECT_EQ(presets.find("b"), 2);
  for (const char* name : {"0", "251", "C", "D", "-1", "1x", ""})
    EXPECT_EQ(presets.find(name), std::nullopt) << name;
}

struct ScaleCase {
  double speed, blur, brightness;
  int sx, ix, bri;
};

class WledScale : public testing::TestWithParam<ScaleCase> {};

TEST_P(WledScale, IsAByte) {
  EffectAction effect;
  effect.speed = GetParam().speed;
  effect.blur = GetParam().blur;
  effect.brightness = GetParam().brightness;
  const WledChange change = make_wled_change(effect, names(), "");
  EXPECT_EQ(change.speed, GetParam().sx);
  EXPECT_EQ(change.intensity, GetParam().ix);
  EXPECT_EQ(change.brightness, GetParam().bri);
}

INSTANTIATE_TEST_SUITE_P(Values, WledScale,
                         testing::Values(ScaleCase{0, 0, 0, 0, 255, 1},
                                         ScaleCase{0.1, 1, 0.5, 0, 128, 128},
                                         ScaleCase{1, 4, 1, 128, 51, 255},
                                         ScaleCase{10, 100, 1, 255, 3, 255},
                                         ScaleCase{100, 10, 1, 255, 23, 255}));

TEST(WledChange, WhatIsAbsentIsLeftOut) {
  const WledChange change = make_wled_change(EffectAction(), names(), "");
  EXPECT_EQ(to_json(change), R"({"on":true,"tt":0,"seg":{}})");
}

TEST(WledLook, RefusesWhatIsNoState) {
  for (const char* text : {"[]", "{}", R"({"on":1,"bri":2})", R"({"on":true})",
                           R"({"on":true,"bri":"x"})"})
    EXPECT_FALSE(WledLook::from_json(json(text).root())) << text;
}

TEST(WledLook, OddSegmentsDoNoHarm) {
  const JsonDocument document = json(
      R"({"on":true,"bri":999,"seg":[7,null,{"id":5,"fx":"x","col":[[1,"a"],3]}]})");
  const auto look = WledLook::from_json(document.root());
  ASSERT_TRUE(look);
  EXPECT_NE(look->to_json().find("\"bri\":255"), std::string::npos);
}

TEST(WledLook, AnEffectChangesSelectedSegmentsOnly) {
  const JsonDocument document =
      json(R"({"on":true,"bri":9,"ps":4,"seg":[{"id":0,"sel":false,"fx":1},)"
           R"({"id":1,"sel":true,"fx":1}]})");
  WledLook look = WledLook::from_json(document.root()).value();
  EXPECT_EQ(look.restore_json(look), R"({"ps":4})");
  WledChange change;
  change.effect = 8;
  look.apply(change);
  const std::string expected = R"({"on":true,"bri":9,"tt":0,"seg":[)"
                               R"({"id":0,"on":true,"fx":1,"col":[]},)"
                               R"({"id":1,"on":true,"fx":8,"col":[]}]})";
  EXPECT_EQ(look.to_json(), expected);
}

TEST(WledLook, IsRestoredWithThePlacesOfItsSegments) {
  const JsonDocument before =
      json(R"({"on":true,"bri":9,"seg":[{"id":0,"start":0,"stop":30,"len":30,)"
           R"("rev":true,"fx":1}]})");
  const JsonDocument after =
      json(R"({"on":true,"bri":9,"seg":[{"id":0,"start":0,"stop":10},)"
           R"({"id":1,"start":10,"stop":30}]})");
  const WledLook look = WledLook::from_json(before.root()).value();
  EXPECT_EQ(look.restore_json(WledLook::from_json(after.root()).value()),
            R"({"on":true,"bri":9,"tt":0,"seg":[)"
            R"({"id":0,"on":true,"start":0,"stop":30,"rev":true,"fx":1,)"
            R"("col":[]},{"id":1,"stop":0}]})");
}

TEST(LedFxNames, SlugsAreThoseOfTheServer) {
  EXPECT_EQ(ledfx_slug("Calm Dark"), "calm-dark");
  EXPECT_EQ(ledfx_slug("  Party -- Time! "), "party-time");
  EXPECT_EQ(ledfx_slug("!!"), "");
}

TEST(LedFxSchema, NumbersFitTheirRange) {
  EXPECT_EQ((LedFxParameter{0, 3, false}.fit(9)), 3);
  EXPECT_EQ((LedFxParameter{0.5, 3, false}.fit(0)), 0.5);
  EXPECT_EQ((LedFxParameter{0, 3, true}.fit(1.6)), 2);
  EXPECT_EQ((LedFxParameter{0.6, 2.5, true}.fit(9)), 2);
  EXPECT_EQ((LedFxParameter{0.6, 2.5, true}.fit(0)), 1);
  EXPECT_EQ((LedFxParameter{{}, {}, false}.fit(1e6)), 1e6);
}

TEST(LedFxSchema, OnlyNumbersAreParameters) {
  const JsonDocument document = json(
      R"({"effects":{"a":{"schema":{"properties":{"speed":{"type":"string"},)"
      R"("blur":{"type":"number"},"odd":7}}},"b":3}})");
  const auto schema = LedFxSchema::from_json(document.root()).value();
  EXPECT_EQ(schema.find("a", "speed"), nullptr);
  EXPECT_NE(schema.find("a", "blur"), nullptr);
  EXPECT_EQ(schema.find("b", "blur"), nullptr);
  EXPECT_EQ(schema.find("c", "blur"), nullptr);
  EXPECT_FALSE(LedFxSchema::from_json(json("[]").root()));
}

TEST(LedFxBodies, AreLeftOutIfThereIsNothingToSay) {
  EffectAction effect;
  effect.speed = 1;
  EXPECT_EQ(apply_global_json(effect, nullptr), "");
  EXPECT_EQ(adjust_json(effect, "unknown", LedFxSchema()), "");
}

TEST(LedFxBodies, OneColourIsAGradientToo) {
  EffectAction effect;
  effect.colours = {{1, 2, 3}};
  const std::vector<std::string> ids = {"a"};
  const std::string expected =
      "{\"action\":\"apply_global\",\"gradient\":\"linear-gradient(90deg, "
      "rgb(1, 2, 3) 0%, rgb(1, 2, 3) 100%)\",\"virtuals\":[\"a\"]}";
  EXPECT_EQ(apply_global_json(effect, &ids), expected);
}

}  // namespace mood::test
