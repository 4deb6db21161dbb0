/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <clocale>
#include <fstream>

#include "configtest.h"
#include "gradients.h"
#include "keyfile.h"

namespace mood::test {

TEST(Config, ScenesOfMoodsEventsAndSections) {
  const SessionSettings settings = parsed(
      "[mood-scenes]\nenergetic_bright=a;b\n*_calm_*=c\npeak=d\n"
      "structure_verse=v\n"
      "[event-scenes]\nbeat-drop=e\nbreakdown_start=f\n"
      "[section-scenes]\nchorus=g\nstructure_bridge=h\n");
  const MapperSettings& mapper = settings.mapper;
  EXPECT_EQ(mapper.mood_scenes,
            (std::vector<MoodRule>{{"energetic_bright", {"a", "b"}},
                                   {"*_calm_*", {"c"}},
                                   {"peak", {"d"}}}));
  EXPECT_EQ(mapper.event_scenes,
            (std::vector<MoodRule>{{"beat-drop", {"e"}},
                                   {"breakdown-start", {"f"}}}));
  EXPECT_EQ(mapper.section_scenes,
            (std::vector<MoodRule>{
                {"verse", {"v"}}, {"chorus", {"g"}}, {"bridge", {"h"}}}));
}

TEST(Config, PalettesAndGradients) {
  const SessionSettings settings = parsed(
      "[colors]\nparty=#ff0000; #00ff00\n*energetic*=party\npeak=rainbow\n"
      "chill=#000040;#0000ff\n[control]\npalette=Party\n"
      "[silence]\ngradient=party\n");
  ASSERT_EQ(settings.mapper.palettes.size(), 2u);
  EXPECT_EQ(settings.mapper.palettes[0].stops,
            (std::vector<Colour>{{255, 0, 0}, {0, 255, 0}}));
  EXPECT_EQ(settings.mapper.mood_gradients,
            (std::vector<MoodRule>{{"*energetic*", {"party"}},
                                   {"peak", {"rainbow"}},
                                   {"chill", {"chill"}}}));
}

struct BadConfig {
  const char* text;
  int line;
  std::vector<const char*> says;
};

TEST(Config, FaultsAreNamed) {
  for (const BadConfig& bad : {
           BadConfig{"[control]\nintensty=1\n", 2, {"intensty", "intensity"}},
           {"[contrl]\nintensity=1\n", 2, {"contrl", "control", "colors"}},
           {"intensity=1\n", 1, {"intensity", "[control]"}},
           {"[control]\nintensity\n", 2, {"key=value"}},
           {"[control]\n=1\n", 2, {"key=value"}},
           {"[control\n", 1, {"[name]"}},
           {"[]\n", 1, {"[name]"}},
           {"[control]\nintensity=1\n[silence]\n[control]\nintensity=0\n",
            5,
            {"intensity", "line 2"}},
           {"[mood-scenes]\nenergitic=a\n",
            2,
            {"energitic", "pattern", "peak"}},
           {"[mood-scenes]\n*_energitic_*=a\n", 2, {"*_energitic_*"}},
           {"[mood-scenes]\npeak=\n", 2, {"peak", "one or more"}},
           {"[mood-scenes]\npeak=;;\n", 2, {"one or more"}},
           {"[mood-scenes]\nstructure_vers=a\n", 2, {"verse"}},
           {"[event-scenes]\ndrop=a\n", 2, {"drop", "beat-drop"}},
           {"[event-scenes]\nnone=a\n", 2, {"beat-drop"}},
           {"[event-scenes]\nbeat-drop=a\nbeat_drop=b\n", 3, {"spelling"}},
           {"[section-scenes]\nrefrain=a\n", 2, {"refrain", "chorus"}},
           {"[colors]\nparty=#ff000\n", 2, {"#ff000", "#ff8800"}},
           {"[colors]\nparty=red\n", 2, {"party", "#ff0000"}},
           {"[colors]\npeak=Rainbo\n", 2, {"Rainbo", "Rainbow", "Viridis"}},
           {"[control]\npalette=mine\n", 2, {"mine", "[colors]"}},
           {"[silence]\ngradient=Nowhere\n", 2, {"Nowhere"}},
           {"[silence]\nquiet-after=90\n", 2, {"release-after", "quiet-after"}},
       }) {
    const ConfigError error = fault(bad.text);
    EXPECT_EQ(error.line, bad.line) << bad.text;
    for (const char* part : bad.says) {
      EXPECT_NE(error.message.find(part), error.message.npos)
          << part << " is not in: " << error.message;
    }
  }
  std::string stops = "[colors]\np=#000000";
  for (int i = 0; i < 16; ++i) stops += ";#000000";
  EXPECT_EQ(fault(stops).line, 2);
}

TEST(Config, WhatIsNoTextFileIsRefused) {
  EXPECT_EQ(fault(std::string("[control]\nintensity=\0001\n", 22)).line, 2);
  EXPECT_EQ(fault(std::string(kMaxConfigBytes + 1, '#')).line, 0);
  std::string many = "[control]\n";
  for (size_t i = 0; i < kMaxKeyFileEntries; ++i)
    many += "k" + std::to_string(i) + "=1\n";
  EXPECT_EQ(fault(many).line, 2) << "no such key";
  EXPECT_EQ(fault(many + "more=1\n").line, kMaxKeyFileEntries + 2);
  const std::string alphabet = "[]=;#\\\n controlintensity*\xff\xc3";
  for (int seed = 0; seed < 200; ++seed) {
    std::string noise;
    uint32_t state = seed * 2654435761u + 1;
    for (int i = 0; i < 300; ++i) {
      state = state * 1664525 + 1013904223;
      noise += alphabet[(state >> 16) % alphabet.size()];
    }
    parse_control_config(noise);
  }
}

TEST(Config, IgnoresTheLocale) {
  const char* const old = std::setlocale(LC_ALL, nullptr);
  const std::string saved = old != nullptr ? old : "C";
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) {
    std::setlocale(LC_ALL, locale);
    EXPECT_EQ(parsed("[control]\nintensity=0.25\n").mapper.intensity, 0.25);
  }
  std::setlocale(LC_ALL, saved.c_str());
}

TEST(Config, TheExampleNamesEveryKeyWithItsDefault) {
  std::ifstream file(EXAMPLE_CONFIG);
  ASSERT_TRUE(file);
  std::string plain, used;
  for (std::string line; std::getline(file, line);) {
    plain += line + "\n";
    const bool setting = line.starts_with('#') && !line.starts_with("# ") &&
                         line.find('=') != line.npos;
    used += (setting ? line.substr(1) : line) + "\n";
  }
  EXPECT_EQ(parsed(plain), SessionSettings());
  SessionSettings all = parsed(used);
  const SessionSettings defaults;
  SessionSettings reset = all;
  for (const ConfigKey& key : config_keys()) {
    EXPECT_NE(used.find("\n" + std::string(key.key) + "="), used.npos)
        << key.key;
    copy_setting(key, defaults, reset);
  }
  EXPECT_EQ(reset, all) << "what it shows are the defaults";
  EXPECT_FALSE(
      all.mapper.mood_scenes.empty() || all.mapper.event_scenes.empty() ||
      all.mapper.section_scenes.empty() || all.mapper.palettes.empty());
}

TEST(Config, CopiesSettingsOneByOne) {
  SessionSettings from =
      parsed("[control]\nintensity=0.1\noffset=-1\nquantize=bar\ntargets=a\n");
  SessionSettings to;
  for (const ConfigKey& key : config_keys()) copy_setting(key, from, to);
  EXPECT_EQ(to, from);
  to = SessionSettings();
  copy_setting(*find_config_key("control", "offset"), from, to);
  EXPECT_EQ(to.offset_ns, -1'000'000'000);
  EXPECT_EQ(to.mapper, SessionSettings().mapper);
}

}  // namespace mood::test
