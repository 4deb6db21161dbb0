/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mood {

/// What a user wants for some moods, events or sections.
struct MoodRule {
  /// A category, a pattern of categories (`*` any text, `?` any character), a
  /// state, or the name of an event or section.
  std::string key;
  std::vector<std::string> values;  ///< scenes, or one gradient

  bool operator==(const MoodRule&) const = default;
};

/// Whether all of @p text fits @p pattern: `*` stands for any text, `?` for
/// any one character. Takes time linear in both for one star.
bool matches(std::string_view pattern, std::string_view text);
/// Whether @p key has wildcards.
bool is_pattern(std::string_view key);
/// Whether moods can have the category @p key, or one that fits it.
bool can_be_category(std::string_view key);

/// The rule for a mood: of its exact category, else the pattern with the most
/// characters of its own (the first of several), else that of its state, else
/// null.
const MoodRule* find_mood_rule(std::span<const MoodRule> rules,
                               std::string_view category,
                               std::string_view state);
/// The rule called @p key, or null.
const MoodRule* find_rule(std::span<const MoodRule> rules,
                          std::string_view key);

}  // namespace mood
