/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keys that are there once: types, defaults, ranges. */
#include <cmath>

#include "configtest.h"

namespace mood::test {
namespace {

std::string line_for(const ConfigKey& key, const std::string& value) {
  return "[" + std::string(key.group) + "]\n" + std::string(key.key) + "=" +
         value + "\n";
}

/// A number as the file has it, nothing for other types.
class NumberOf {
 public:
  explicit NumberOf(SessionSettings settings) : settings_(settings) {}
  std::optional<double> operator()(ConfigField<double> field) {
    return field(settings_);
  }
  std::optional<double> operator()(ConfigField<uint32_t> field) {
    return field(settings_);
  }
  std::optional<double> operator()(ConfigField<uint64_t> field) {
    return field(settings_) / 1e9;
  }
  std::optional<double> operator()(ConfigField<int64_t> field) {
    return field(settings_) / 1e9;
  }
  std::optional<double> operator()(const ConfigChoice&) { return {}; }
  template <typename Value>
  std::optional<double> operator()(ConfigField<Value>) {
    return {};
  }

 private:
  SessionSettings settings_;
};

std::optional<double> number(const ConfigKey& key,
                             const SessionSettings& settings) {
  return std::visit(NumberOf(settings), key.access);
}

}  // namespace

TEST(Config, NothingIsAllDefaults) {
  EXPECT_EQ(parsed(""), SessionSettings());
  EXPECT_EQ(parsed("\xef\xbb\xbf# a comment\r\n\r\n[control]\r\n"),
            SessionSettings());
}

TEST(Config, UpstreamsDefaults) {
  struct Case {
    const char *group, *key;
    double value, min, max;
  };
  for (const Case& c : {
           Case{"control", "intensity", .7, 0, 1},
           {"control", "change-threshold", .2, .05, .5},
           {"control", "min-change-interval", 3, .5, 30},
           {"control", "update-interval", .1, .1, 5},
           {"control", "force-interval", 60, 10, 300},
           {"control", "event-cooldown", 2, .5, 10},
           {"control", "min-scene-interval", 0, 0, 3600},
           {"control", "dwell", .5, 0, 10},
           {"control", "scene-after-beats", 0, 0, 4096},
           {"control", "event-scene-hold", 8, 0, 300},
           {"control", "section-confidence", .7, 0, 1},
           {"control", "section-threshold", .08, 0, .5},
           {"control", "refused-retry", 300, 10, 3600},
           {"control", "offset", 0, -5, 5},
           {"silence", "quiet-after", 0, 0, 600},
           {"silence", "release-after", 60, 0, 3600},
           {"silence", "restore-after", 0, 0, 60},
           {"silence", "starved-after", 5, 1, 60},
           {"silence", "brightness", .3, 0, 1},
           {"silence", "speed", .5, .1, 10},
       }) {
    const ConfigKey* const key = find_config_key(c.group, c.key);
    ASSERT_NE(key, nullptr) << c.key;
    EXPECT_EQ(number(*key, SessionSettings()), c.value) << c.key;
    EXPECT_EQ(key->min, c.min) << c.key;
    EXPECT_EQ(key->max, c.max) << c.key;
  }
  const MapperSettings defaults;
  EXPECT_TRUE(defaults.adaptive_threshold && defaults.adjust_colors &&
              defaults.adjust_effects && defaults.react_to_events &&
              defaults.preserve_scene);
  EXPECT_FALSE(defaults.force_updates || defaults.switch_scenes);
}

class ConfigNumber : public ::testing::TestWithParam<const ConfigKey*> {};

TEST_P(ConfigNumber, HasItsRange) {
  const ConfigKey& key = *GetParam();
  char low[32], high[32];
  snprintf(low, sizeof low, "%g", key.min);
  snprintf(high, sizeof high, "%g", key.max);
  std::string around = key.group == "silence" && key.key == "quiet-after"
                           ? "release-after=0\n"
                           : "";
  EXPECT_NEAR(*number(key, parsed(line_for(key, low) + around)), key.min, 1e-9);
  EXPECT_NEAR(*number(key, parsed(line_for(key, high) + around)), key.max,
              1e-9);
  for (const std::string& bad :
       {std::to_string(key.min - 0.001), std::to_string(key.max + 1),
        std::string("99999999"), std::string("nan"), std::string("inf"),
        std::string(""), std::string("1,5"), std::string("0x1"),
        std::string("1 # one")}) {
    const ConfigError error = fault("\n" + line_for(key, bad));
    EXPECT_EQ(error.line, 3) << bad;
    for (const std::string& part :
         {std::string(key.group), std::string(key.key), std::string(low),
          std::string(high)}) {
      EXPECT_NE(error.message.find(part), error.message.npos)
          << part << " is not in: " << error.message;
    }
  }
}

std::vector<const ConfigKey*> number_keys() {
  std::vector<const ConfigKey*> keys;
  for (const ConfigKey& key : config_keys()) {
    if (number(key, SessionSettings())) keys.push_back(&key);
  }
  return keys;
}

INSTANTIATE_TEST_SUITE_P(Keys, ConfigNumber, ::testing::ValuesIn(number_keys()),
                         [](const auto& info) {
                           std::string name(info.param->group);
                           for (const char c : info.param->key)
                             name += c == '-' ? '_' : c;
                           return name;
                         });

TEST(Config, EverySwitchCanBeSetBothWays) {
  for (const ConfigKey& key : config_keys()) {
    const auto* field = std::get_if<ConfigField<bool>>(&key.access);
    if (field == nullptr) continue;
    for (const bool value : {true, false}) {
      SessionSettings settings =
          parsed(line_for(key, value ? "true" : "false"));
      EXPECT_EQ((*field)(settings), value) << key.key;
    }
    for (const char* bad : {"", "yes", "1", "TRUE", "truefalse"}) {
      EXPECT_NE(fault(line_for(key, bad)).message.find("true or false"),
                std::string::npos);
    }
  }
}

TEST(Config, EveryChoiceIsNamed) {
  int choices = 0;
  for (const ConfigKey& key : config_keys()) {
    const auto* choice = std::get_if<ConfigChoice>(&key.access);
    if (choice == nullptr) continue;
    ++choices;
    const std::string message = fault(line_for(key, "sometimes")).message;
    for (size_t i = 0; i < choice->names.size(); ++i) {
      const std::string name(choice->names[i]);
      EXPECT_EQ(choice->get(parsed(line_for(key, name))), i);
      EXPECT_NE(message.find(name), message.npos);
    }
  }
  EXPECT_EQ(choices, 3);
}

TEST(Config, TextsAndLists) {
  const SessionSettings settings = parsed(
      "[control]\ntargets = desk ; shelf;;\nstop-scene=a\\sb\\\\c\n"
      "single-color=#FF8800\n[silence]\nscene=night;semi\\;colon\n");
  EXPECT_EQ(settings.mapper.targets,
            (std::vector<std::string>{"desk", "shelf"}));
  EXPECT_EQ(settings.mapper.stop_scene, "a b\\c");
  EXPECT_EQ(settings.mapper.single_colour, (Colour{255, 136, 0}));
  EXPECT_EQ(settings.mapper.silence.scenes,
            (std::vector<std::string>{"night", "semi;colon"}));
  EXPECT_FALSE(parsed("[control]\nsingle-color=\n").mapper.single_colour);
  EXPECT_EQ(fault("[control]\nsingle-color=red\n").line, 2);
  EXPECT_EQ(fault("[control]\nstop-scene=a\\qb\n").line, 2);
  EXPECT_EQ(fault("[control]\ntargets=a;b\\\n").line, 2);
}

}  // namespace mood::test
