/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keyfile.h"

#include <algorithm>
#include <utility>

namespace mood {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

class Reader {
 public:
  std::variant<KeyFile, ConfigError> read(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) {
      text.remove_prefix(kByteOrderMark.size());
    }
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      take(trimmed(text.substr(0, end)));
      if (!problem_.empty()) return ConfigError{line_, problem_};
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(entries_);
  }

 private:
  void take(std::string_view line) {
    if (line.find('\0') != line.npos) {
      problem_ = "this is not a text file";
    } else if (line.empty() || line[0] == '#') {
      return;
    } else if (line[0] == '[') {
      take_group(line);
    } else {
      take_entry(line);
    }
  }

  void take_group(std::string_view line) {
    if (line.back() != ']' || line.size() < 3) {
      problem_ = quoted(line) + " is no group: write [name]";
      return;
    }
    group_ = trimmed(line.substr(1, line.size() - 2));
  }

  void take_entry(std::string_view line) {
    const size_t equals = line.find('=');
    const std::string_view key = trimmed(line.substr(0, equals));
    if (equals == line.npos || key.empty()) {
      problem_ = quoted(line) + " is no setting: write key=value";
    } else if (group_.empty()) {
      problem_ = "key " + quoted(key) +
                 " is in no group: write a line such as [control] before it";
    } else if (const int first = line_of(key)) {
      problem_ = "[" + group_ + "] " + std::string(key) +
                 " is there already, in line " + std::to_string(first) +
                 ": remove one of them";
    } else if (entries_.size() == kMaxKeyFileEntries) {
      problem_ = "the file has more than " +
                 std::to_string(kMaxKeyFileEntries) + " settings";
    } else {
      entries_.push_back({group_, std::string(key),
                          std::string(trimmed(line.substr(equals + 1))),
                          line_});
    }
  }

  /// 0 if the group has no such key yet.
  int line_of(std::string_view key) const {
    for (const KeyFileEntry& entry : entries_) {
      if (entry.group == group_ && entry.key == key) return entry.line;
    }
    return 0;
  }

  KeyFile entries_;
  std::string group_;
  std::string problem_;
  int line_ = 0;
};

/// Appends what `\` and @p code stand for; false if that is nothing.
bool append_escape(char code, std::string& out) {
  static constexpr std::string_view kCodes = "sntr\\;";
  static constexpr std::string_view kMeanings = " \n\t\r\\;";
  const size_t index = kCodes.find(code);
  if (index == kCodes.npos) return false;
  out += kMeanings[index];
  return true;
}

}  // namespace

std::variant<KeyFile, ConfigError> read_key_file(std::string_view text) {
  return Reader().read(text);
}

bool unescape(std::string_view value, std::string& out) {
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\') {
      out += value[i];
    } else if (++i == value.size() || !append_escape(value[i], out)) {
      return false;
    }
  }
  return true;
}

bool split_list(std::string_view value, std::vector<std::string>& out) {
  size_t start = 0;
  for (size_t i = 0; i <= value.size(); ++i) {
    if (i + 1 < value.size() && value[i] == '\\') {
      ++i;  // whatever it is, it ends no member
    } else if (i == value.size() || value[i] == ';') {
      std::string member;
      if (!unescape(trimmed(value.substr(start, i - start)), member)) {
        return false;
      }
      if (!member.empty()) out.push_back(std::move(member));
      start = i + 1;
    }
  }
  return true;
}

}  // namespace mood
