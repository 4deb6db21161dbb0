/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mood {

/// One `key=value` of a key file, not unescaped.
struct KeyFileEntry {
  std::string group;
  std::string key;
  std::string value;
  int line = 0;  ///< from 1
};

/// What is wrong with a configuration file, for its author.
struct ConfigError {
  int line = 0;  ///< from 1; 0 = the file as a whole
  std::string message;

  bool operator==(const ConfigError&) const = default;
};

using KeyFile = std::vector<KeyFileEntry>;

/// More settings than this are a mistake: nobody writes so many, and each rule
/// costs time with every mood.
inline constexpr size_t kMaxKeyFileEntries = 4096;

/// Reads a key file as GLib and the desktop entry specification have it:
/// `[group]`, `key=value`, `#` comments. Unlike GLib it knows lines and finds
/// fault with keys that are there twice, and with more than kMaxKeyFileEntries.
std::variant<KeyFile, ConfigError> read_key_file(std::string_view text);

/// @p value without its escapes (`\s \n \t \r \\ \;`), nothing if one of them
/// is unknown.
bool unescape(std::string_view value, std::string& out);
/// The members of a list `a;b;c`, blanks around them and empty ones removed.
/// Returns false for an unknown escape.
bool split_list(std::string_view value, std::vector<std::string>& out);

}  // namespace mood
