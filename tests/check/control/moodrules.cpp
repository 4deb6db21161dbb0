/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gtest/gtest.h>

#include "moodrule.h"

namespace mood::test {
namespace {

std::string key_for(std::span<const MoodRule> rules, const char* category,
                    const char* state) {
  const MoodRule* const rule = find_mood_rule(rules, category, state);
  return rule != nullptr ? rule->key : "(none)";
}

}  // namespace

TEST(MoodRules, Wildcards) {
  struct Case {
    const char *pattern, *text;
    bool expected;
  };
  for (const Case& c : {Case{"*", "", true},
                        {"*", "anything", true},
                        {"", "", true},
                        {"", "a", false},
                        {"a?c", "abc", true},
                        {"a?c", "ac", false},
                        {"*_energetic_*", "rock_energetic_dark", true},
                        {"*_energetic_*", "energetic_dark", false},
                        {"*energetic_*", "energetic_dark", true},
                        {"*_bright", "calm_bright", true},
                        {"*_bright", "calm_bright_gentle", false},
                        {"a*b*c", "axxbyybzzc", true},
                        {"a*b*c", "axxbyyb", false},
                        {"***a", "bba", true}}) {
    EXPECT_EQ(matches(c.pattern, c.text), c.expected)
        << c.pattern << " on " << c.text;
  }
}

TEST(MoodRules, ManyStarsAreNoTrap) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(matches(pattern + "b", std::string(5000, 'a')));
}

TEST(MoodRules, CategoryThenPatternThenState) {
  const std::vector<MoodRule> rules = {
      {"peak", {"s"}},
      {"*", {"any"}},
      {"*energetic*", {"e"}},
      {"*energetic_bright*", {"eb"}},
      {"*energetic_??????", {"same length"}},
      {"energetic_bright", {"exact"}},
  };
  EXPECT_EQ(key_for(rules, "energetic_bright", "peak"), "energetic_bright");
  EXPECT_EQ(key_for(rules, "rock_energetic_bright", "peak"),
            "*energetic_bright*");
  EXPECT_EQ(key_for(rules, "energetic_dark", "peak"), "*energetic*");
  EXPECT_EQ(key_for(rules, "calm_dark", "peak"), "*");
  EXPECT_EQ(key_for({rules.data(), 1}, "calm_dark", "peak"), "peak");
  EXPECT_EQ(key_for({rules.data(), 1}, "calm_dark", "chill"), "(none)");
}

TEST(MoodRules, TheFirstOfEquallySpecificPatternsCounts) {
  const std::vector<MoodRule> rules = {{"*dark", {"a"}}, {"calm*", {"b"}}};
  EXPECT_EQ(key_for(rules, "calm_dark", "chill"), "*dark");
}

TEST(MoodRules, KnowWhatCanBe) {
  for (const char* good :
       {"calm_dark", "hip_hop_energetic_bright_intense", "*", "jazz_*",
        "*_energetic_*", "moderate_neutral_gentle"}) {
    EXPECT_TRUE(can_be_category(good)) << good;
  }
  for (const char* bad : {"", "calm", "calm_drak", "*energitic*", "peak",
                          "punk_calm_dark", "calm_dark_", "CALM_DARK"}) {
    EXPECT_FALSE(can_be_category(bad)) << bad;
  }
}

}  // namespace mood::test
