/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "moodrule.h"

#include <algorithm>

#include "vocabulary.h"

namespace mood {
namespace {

size_t own_characters(std::string_view pattern) {
  return std::count_if(pattern.begin(), pattern.end(),
                       [](char c) { return c != '*' && c != '?'; });
}

/// Every category there is: few hundred.
std::vector<std::string> all_categories() {
  std::vector<std::string> categories;
  Category category;
  for (size_t genre = 0; genre < kGenreNames.size(); ++genre) {
    category.genre = static_cast<Genre>(genre);
    for (size_t energy = 0; energy < kEnergyBandNames.size(); ++energy) {
      category.energy = static_cast<EnergyBand>(energy);
      for (size_t bright = 0; bright < kBrightnessBandNames.size(); ++bright) {
        category.brightness = static_cast<BrightnessBand>(bright);
        for (size_t force = 0; force < kIntensityBandNames.size(); ++force) {
          category.intensity = static_cast<IntensityBand>(force);
          categories.push_back(to_string(category));
        }
      }
    }
  }
  return categories;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
  size_t p = 0;
  size_t t = 0;
  size_t star = pattern.npos;  // the last one met
  size_t resume = 0;           // where in the text it may end next
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() &&
               (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

bool is_pattern(std::string_view key) {
  return key.find_first_of("*?") != key.npos;
}

bool can_be_category(std::string_view key) {
  static const std::vector<std::string> categories = all_categories();
  return std::any_of(
      categories.begin(), categories.end(),
      [key](const std::string& category) { return matches(key, category); });
}

const MoodRule* find_mood_rule(std::span<const MoodRule> rules,
                               std::string_view category,
                               std::string_view state) {
  const MoodRule* best = nullptr;
  if (const MoodRule* exact = find_rule(rules, category)) return exact;
  for (const MoodRule& rule : rules) {
    if (!is_pattern(rule.key) || !matches(rule.key, category)) continue;
    if (best == nullptr ||
        own_characters(rule.key) > own_characters(best->key)) {
      best = &rule;
    }
  }
  return best != nullptr ? best : find_rule(rules, state);
}

const MoodRule* find_rule(std::span<const MoodRule> rules,
                          std::string_view key) {
  const auto found =
      std::find_if(rules.begin(), rules.end(),
                   [key](const MoodRule& rule) { return rule.key == key; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace mood
